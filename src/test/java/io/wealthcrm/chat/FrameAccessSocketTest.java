package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each frame that an app can send, sent of a room by who is not in it: nothing comes of it, and nobody there is told. */
@OnSharedService
class FrameAccessSocketTest {
    /** Frames that name no room. */
    private static final Map<Class<?>, String> OF_NO_ROOM = Map.of(
            ClientFrame.Auth.class, "of the socket; ChatLimitsSocketTest",
            ClientFrame.Pong.class, "of the socket",
            ClientFrame.Refused.class, "none of an app's: what a send becomes that cannot be read");

    private static final Map<Class<?>, Function<UUID, String>> OF_A_ROOM = Map.of(
            ClientFrame.Send.class,
            room ->
                    "{\"t\":\"send\",\"id\":\"r1\",\"cid\":\"%s\",\"conv\":\"%s\",\"kind\":\"text\",\"body\":{\"text\":\"有人吗\"}}"
                            .formatted(UUID.randomUUID(), room),
            ClientFrame.Received.class,
            room -> "{\"t\":\"recv\",\"conv\":\"%s\",\"seq\":1}".formatted(room),
            ClientFrame.Read.class,
            room -> "{\"t\":\"read\",\"conv\":\"%s\",\"seq\":1}".formatted(room),
            ClientFrame.Typing.class,
            room -> "{\"t\":\"typing\",\"conv\":\"%s\"}".formatted(room));

    private Firm firm;
    private Person ana;
    private Person bo;
    private Person stranger;
    private UUID room;

    @BeforeEach
    void open(Service service) {
        firm = Firm.on(service);
        ana = firm.advisor();
        bo = firm.advisor();
        stranger = firm.advisor();
        room = Talk.direct(ana, bo);
        ChatApp app = ChatApp.of(ana);
        assertThat(app.say(room, "内部").path("t").asText()).isEqualTo("ok");
        app.close();
    }

    @Test
    void everyFrameIsHeldHere() {
        assertThat(Arrays.<Class<?>>stream(ClientFrame.class.getPermittedSubclasses())
                        .collect(Collectors.toSet()))
                .isEqualTo(
                        Stream.of(OF_NO_ROOM.keySet(), OF_A_ROOM.keySet(), List.<Class<?>>of(ClientFrame.Hello.class))
                                .flatMap(java.util.Collection::stream)
                                .collect(Collectors.toSet()));
    }

    @Test
    void whatIsSentOfARoomOfOthersComesToNothing() {
        ChatApp inside = ChatApp.of(ana);
        ChatApp outside = ChatApp.of(stranger);
        OF_A_ROOM.values().forEach(frame -> outside.send(frame.apply(room)));
        assertThat(outside.await(frame -> frame.path("id").asText().equals("r1"))
                        .path("code")
                        .asText())
                .isEqualTo("NOT_FOUND");
        // Frames are taken in their order: what the stranger sent is done with when this is answered.
        UUID own = Talk.direct(stranger, bo);
        assertThat(outside.say(own, "自己的").path("t").asText()).isEqualTo("ok");
        ChatApp other = ChatApp.of(bo);
        long seq = other.say(room, "还在").path("seq").asLong();
        inside.awaitMessage(room, seq);
        // Receipts are gathered and written together: once this one is told, those sent before were written, if they
        // ever are.
        inside.send("{\"t\":\"read\",\"conv\":\"%s\",\"seq\":%d}".formatted(room, seq));
        other.await(frame -> frame.path("t").asText().equals("receipt")
                && frame.toString().contains(ana.id().toString()));
        for (String told : List.of("receipt", "typing", "presence")) {
            assertThat(inside.frames(told)).as(told).noneMatch(this::tellsOfStranger);
        }
        assertThat(outside.frames("typing")).isEmpty();
        assertThat(outside.seqs(room)).isEmpty();
        assertThat(rows())
                .contains(ana.id().toString())
                .doesNotContain(stranger.id().toString());
        assertThat(firm.one("select count(*) from messages where conversation_id = ?", room))
                .isEqualTo("2");
        Stream.of(inside, outside, other).forEach(ChatApp::close);
    }

    /** A room that the app says it holds something of is not replayed to who is not in it. */
    @Test
    void aHelloThatHasARoomOfOthersIsToldNothingOfIt() {
        for (long held : new long[] {0, 1, 400}) {
            ChatApp app = ChatApp.of(stranger, "另一台" + held, "[[\"%s\",%d]]".formatted(room, held));
            long seq = says();
            assertThat(app.seqs(room)).doesNotContain(seq).isEmpty();
            assertThat(app.frames("gap")).isEmpty();
            assertThat(app.frames("receipt")).isEmpty();
            app.close();
        }
    }

    /** Of a member, and told to the other one. */
    private long says() {
        ChatApp sender = ChatApp.of(ana);
        ChatApp reader = ChatApp.of(bo);
        long seq = sender.say(room, "后来").path("seq").asLong();
        reader.awaitMessage(room, seq);
        sender.close();
        reader.close();
        return seq;
    }

    private boolean tellsOfStranger(JsonNode frame) {
        return frame.toString().contains(stranger.id().toString());
    }

    private String rows() {
        return String.valueOf(firm.one(
                """
                select string_agg(line, E'\\n') from (
                    select cast(m as text) as line from members m where m.conversation_id = ?
                    union all select cast(d as text) from device_cursors d where d.conversation_id = ?) rows""",
                room,
                room));
    }
}
