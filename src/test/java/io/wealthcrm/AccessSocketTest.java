package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Persona;
import io.wealthcrm.testing.Related;
import io.wealthcrm.testing.RelatedRecords;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.Subject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The access matrix on the WebSocket: cards of records in every relation, and rooms of others. */
@OnSharedService
class AccessSocketTest {
    private static final Set<Role> SENDERS =
            EnumSet.of(Role.ADVISOR, Role.TEAM_LEAD, Role.BRANCH_MANAGER, Role.COMPLIANCE, Role.MARKETING);

    private static RelatedRecords records;
    private static Map<Persona, UUID> rooms;

    @BeforeAll
    static void lay(Service service) {
        records = RelatedRecords.on(service);
        rooms = new LinkedHashMap<>();
        records.personas().stream()
                .filter(persona -> SENDERS.contains(persona.role()))
                .forEach(persona -> rooms.put(persona, room(persona.person())));
    }

    private static UUID room(Person owner) {
        Person other = records.colleague;
        return UUID.fromString(owner.once()
                .body(Map.of("kind", "GROUP", "title", "矩阵", "memberIds", List.of(other.id())))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** Sent by whoever sees what it stands for, and drawn within each reader's own sight. */
    @Test
    void cards() {
        List<String> wrong = new ArrayList<>();
        rooms.forEach((persona, room) -> {
            ChatApp app = ChatApp.of(persona.person());
            cardable().forEach(record -> {
                boolean sent = answered(app.post(room, UUID.randomUUID(), "card", card(record)))
                        .equals("ok");
                if (sent != persona.sees(record)) {
                    wrong.add(persona + " sends " + record + ": " + sent);
                }
            });
            app.close();
            wrong.addAll(misdrawn(room));
        });
        assertThat(wrong).isEmpty();
    }

    private static Stream<Related> cardable() {
        return Stream.concat(records.of(Subject.CUSTOMER).stream(), records.of(Subject.ORDER).stream());
    }

    private static String card(Related record) {
        return "{\"type\":\"%s\",\"id\":\"%s\"}".formatted(record.subject(), record.id());
    }

    /** The colleague's customer is the sibling's relation: of all cards in the room the colleague reads only those. */
    private static List<String> misdrawn(UUID room) {
        Persona reader = new Persona(records.colleague, Role.ADVISOR, Set.of(), Set.of(), null);
        List<Map<String, String>> cards = records.colleague
                .request()
                .get("/api/v1/conversations/" + room + "/messages?limit=100")
                .jsonPath()
                .getList("items.card");
        return cardable()
                .filter(record -> cards.stream()
                        .filter(card -> record.id().toString().equals(card.get("id")))
                        .anyMatch(card -> (card.get("title") != null) != reader.sees(record)))
                .map(record -> reader + " reads " + record)
                .toList();
    }

    /** A room of others is not there: nothing is said in it, read in it or told of it. */
    @Test
    void roomsOfOthers() {
        Person stranger = records.foreigner;
        UUID room = rooms.get(rooms.keySet().iterator().next());
        ChatApp app = ChatApp.of(stranger);
        assertThat(answered(app.say(room, "有人吗"))).isEqualTo("NOT_FOUND");
        app.send("{\"t\":\"read\",\"conv\":\"%s\",\"seq\":1}".formatted(room));
        assertThat(app.seqs(room)).isEmpty();
        stranger.request()
                .get("/api/v1/conversations/" + room + "/messages")
                .then()
                .statusCode(404);
        app.close();
    }

    private static String answered(JsonNode answer) {
        return answer.path("t").asText().equals("ok")
                ? "ok"
                : answer.path("code").asText();
    }
}
