package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameParserTest {
    private static final String ID = "0193d9a0-0000-7000-8000-000000000001";
    private static final List<String> GOOD = List.of(
            "{\"t\":\"hello\",\"v\":1,\"ticket\":\"x\",\"device\":\"d\",\"epoch\":\"e7\",\"have\":[[\"%s\",57]]}"
                    .formatted(ID),
            "{\"t\":\"send\",\"id\":\"r1\",\"cid\":\"%s\",\"conv\":\"%s\",\"kind\":\"text\",\"body\":{\"text\":\"您好\"}}"
                    .formatted(ID, ID),
            "{\"t\":\"send\",\"id\":\"r1\",\"cid\":\"%s\",\"conv\":\"%s\",\"kind\":\"file\",\"body\":{\"fileId\":\"%s\"}}"
                    .formatted(ID, ID, ID),
            "{\"t\":\"send\",\"id\":\"r1\",\"cid\":\"%s\",\"conv\":\"%s\",\"kind\":\"text\",\"body\":{\"text\":\"x\",\"replyTo\":1,\"mentions\":[\"%s\"]}}"
                    .formatted(ID, ID, ID),
            "{\"t\":\"recv\",\"conv\":\"%s\",\"seq\":58}".formatted(ID),
            "{\"t\":\"read\",\"conv\":\"%s\",\"seq\":59}".formatted(ID),
            "{\"t\":\"typing\",\"conv\":\"%s\"}".formatted(ID),
            "{\"t\":\"auth\",\"ticket\":\"x\"}",
            "{\"t\":\"pong\"}");

    private static final String NOISE = "{}[]\",:\\\u0000\ud800eE-9";

    private final FrameParser parser = new FrameParser();

    @Test
    void reads_every_frame_of_the_protocol() throws BadFrame {
        assertThat(parser.parse(GOOD.get(0)))
                .isEqualTo(new ClientFrame.Hello("x", "d", "e7", Map.of(UUID.fromString(ID), 57L)));
        for (String frame : GOOD) {
            assertThat(parser.parse(frame)).isNotInstanceOf(ClientFrame.Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "\"t\"",
                "[]",
                "{}",
                "{\"t\":7}",
                "{\"t\":\"pong\"} x",
                "{\"t\":\"pong\",\"t\":\"pong\"}",
                "{\"t\":\"pong\",\"more\":1}",
                "{\"t\":\"pong\"}{\"t\":\"pong\"}",
                "{\"t\":\"hello\",\"v\":1}",
                "{\"t\":\"hello\",\"v\":2,\"ticket\":\"x\",\"device\":\"d\"}",
                "{\"t\":\"hello\",\"v\":1,\"ticket\":\"x\",\"device\":\"d\",\"have\":[[1,2]]}",
                "{\"t\":\"recv\",\"conv\":\"0193d9a0-0000-7000-8000-000000000001\",\"seq\":-1}",
                "{\"t\":\"recv\",\"conv\":\"0193d9a0-0000-7000-8000-000000000001\",\"seq\":1.5}",
                "{\"t\":\"recv\",\"conv\":\"0193d9a0-0000-7000-8000-000000000001\",\"seq\":99999999999999999999}",
                "{\"t\":\"recv\",\"conv\":\"1-1-1-1-1\",\"seq\":1}",
                "{\"t\":\"send\",\"cid\":\"x\"}"
            })
    void refuses_what_is_no_frame(String text) {
        assertThatExceptionOfType(BadFrame.class).isThrownBy(() -> parser.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"replyTo\":-1",
                "\"replyTo\":\"1\"",
                "\"replyTo\":1.5",
                "\"mentions\":\"@all\"",
                "\"mentions\":[\"@here\"]",
                "\"mentions\":[1]",
                "\"mentions\":[\"@all\",\"@all\"]"
            })
    void what_points_nowhere_is_answered_as_bad(String member) throws BadFrame {
        assertThat(parser.parse(withMember(member))).isEqualTo(new ClientFrame.Refused("r1", ErrorCode.BAD));
    }

    @Test
    void mentions_are_spelled_as_the_service_spells_ids() throws BadFrame {
        ClientFrame.Send send = (ClientFrame.Send) parser.parse(
                withMember("\"replyTo\":7,\"mentions\":[\"%s\",\"@all\"]".formatted(ID.toUpperCase(Locale.ROOT))));
        assertThat(send.references()).isEqualTo(new References(7L, List.of(UUID.fromString(ID)), true));
        assertThat(send.body()).contains("\"mentions\":[\"" + ID + "\",\"@all\"]");
    }

    @Test
    void more_than_a_hundred_mentions_are_answered_as_bad() throws BadFrame {
        String ids = Stream.generate(() -> "\"" + UUID.randomUUID() + "\"")
                .limit(101)
                .collect(Collectors.joining(","));
        assertThat(parser.parse(withMember("\"mentions\":[" + ids + "]"))).isInstanceOf(ClientFrame.Refused.class);
    }

    @Test
    void a_card_is_a_reference_and_nothing_else() throws BadFrame {
        String card = "{\"type\":\"ORDER\",\"id\":\"%s\"}".formatted(ID.toUpperCase(Locale.ROOT));
        ClientFrame.Send send = (ClientFrame.Send) parser.parse(card(card));
        assertThat(send.card()).isEqualTo(new Card(Card.Type.ORDER, UUID.fromString(ID)));
        assertThat(send.body()).isEqualTo("{\"type\":\"ORDER\",\"id\":\"" + ID + "\"}");
        ClientFrame refused = new ClientFrame.Refused("r1", ErrorCode.BAD);
        assertThat(parser.parse(card("{}"))).isEqualTo(refused);
        assertThat(parser.parse(card(card.replace("ORDER", "order")))).isEqualTo(refused);
        assertThat(parser.parse(card(card.replace("\"id\"", "\"di\"")))).isEqualTo(refused);
        assertThat(parser.parse(card(card.replace("}", ",\"text\":\"x\"}")))).isEqualTo(refused);
    }

    private static String card(String body) {
        return "{\"t\":\"send\",\"id\":\"r1\",\"cid\":\"%s\",\"conv\":\"%s\",\"kind\":\"card\",\"body\":%s}"
                .formatted(ID, ID, body);
    }

    private static String withMember(String member) {
        return GOOD.get(1).replace("{\"text\"", "{" + member + ",\"text\"");
    }

    @Test
    void a_deep_nest_is_refused_not_followed() {
        String deep = "{\"t\":\"send\",\"id\":\"r\",\"body\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";
        assertThatExceptionOfType(BadFrame.class).isThrownBy(() -> parser.parse(deep));
    }

    @Test
    void a_zero_character_which_the_store_cannot_hold_is_answered_as_bad() throws BadFrame {
        String frame = GOOD.get(1).replace("您好", "a\\u0000b");
        assertThat(parser.parse(frame)).isEqualTo(new ClientFrame.Refused("r1", ErrorCode.BAD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "a\\udfff", "\\ude00\\ud83d"})
    void half_a_surrogate_pair_is_answered_as_bad_wherever_it_stands(String half) throws BadFrame {
        ClientFrame bad = new ClientFrame.Refused("r1", ErrorCode.BAD);
        assertThat(parser.parse(GOOD.get(1).replace("您好", half))).isEqualTo(bad);
        assertThat(parser.parse(GOOD.get(1).replace("{\"text\"", "{\"" + half + "\":[\"x\"],\"text\"")))
                .isEqualTo(bad);
        assertThatExceptionOfType(BadFrame.class)
                .isThrownBy(() -> parser.parse(GOOD.get(0).replace("\"d\"", "\"" + half + "\"")));
        assertThat(parser.parse(GOOD.get(1).replace("您好", "\\ud83d\\ude00"))).isInstanceOf(ClientFrame.Send.class);
    }

    @Test
    void a_backslash_before_the_letters_of_an_escape_is_plain_text() throws BadFrame {
        String frame = GOOD.get(1).replace("您好", "a\\\\u0000b");
        assertThat(parser.parse(frame)).isInstanceOf(ClientFrame.Send.class);
    }

    /** Whatever arrives, the parser answers with a frame or with {@link BadFrame}, never with anything else. */
    @Test
    void fuzz_never_breaks_it() {
        Random random = new Random(20261121);
        for (int round = 0; round < 200_000; round++) {
            String text = mutated(GOOD.get(random.nextInt(GOOD.size())), random);
            try {
                assertThat(parser.parse(text)).isNotNull();
            } catch (BadFrame expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }

    private static String mutated(String frame, Random random) {
        StringBuilder text = new StringBuilder(frame);
        for (int change = random.nextInt(4); change >= 0 && text.length() > 0; change--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(0x110));
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, NOISE.charAt(random.nextInt(NOISE.length())));
                case 3 -> text.setLength(at);
                default -> text.insert(at, text.substring(0, Math.min(at, 40)));
            }
        }
        return text.toString();
    }
}
