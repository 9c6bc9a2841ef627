package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class HistoryResourceTest {
    private static final String PATH = "/api/v1/conversations/";

    private final Service service;
    private Firm firm;
    private Person ana;
    private Person bo;
    private Person late;
    private UUID group;
    private String file;

    HistoryResourceTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void said() throws Exception {
        firm = Firm.on(service);
        ana = firm.advisor();
        bo = firm.advisor();
        late = firm.advisor();
        group = Talk.group(ana, bo);
        ChatApp app = ChatApp.of(ana);
        app.say(group, "以前说的话");
        file = ana.request()
                .contentType("multipart/form-data")
                .multiPart("file", "photo.jpg", Photo.jpeg(), "image/jpeg")
                .post("/api/v1/files")
                .path("id");
        app.post(group, UUID.randomUUID(), "file", "{\"fileId\":\"%s\"}".formatted(file));
    }

    @Test
    void a_new_members_sight_begins_where_they_came_in() {
        put(late, Map.of()).statusCode(200).body("newMembersSeeHistory", equalTo(false));
        ChatApp.of(ana).say(group, "以后说的话");
        ChatApp back = ChatApp.of(late, "tablet", "[[\"%s\",0]]".formatted(group));
        assertThat(back.seqs(group)).containsExactly(3L);
        late.request().get(Talk.path(group)).then().body("items.seq", contains(3));
        late.request().get(Talk.path(group) + "?before=3").then().body("items", hasSize(0));
        late.request().get(PATH + "search?q=说的话").then().body("items.message.seq", contains(3));
        assertThat(download(late)).isEqualTo(404);
        assertThat(download(bo)).isEqualTo(200);
    }

    @Test
    void set_otherwise_it_begins_at_the_beginning() {
        settings(bo, Map.of("newMembersSeeHistory", true)).statusCode(403);
        settings(ana, Map.of("newMembersSeeHistory", true)).statusCode(200).body("newMembersSeeHistory", equalTo(true));
        put(late, Map.of()).statusCode(200);
        assertThat(ChatApp.of(late).seqs(group)).containsExactly(1L, 2L);
        late.request().get(Talk.path(group)).then().body("items.seq", contains(1, 2));
        late.request().get(PATH + "search?q=说的话").then().body("items.message.seq", contains(1));
        assertThat(download(late)).isEqualTo(200);
    }

    @Test
    void of_one_person_it_can_be_said_otherwise() {
        put(late, Map.of("history", true)).statusCode(200);
        assertThat(ChatApp.of(late).seqs(group)).containsExactly(1L, 2L);
        settings(ana, Map.of("newMembersSeeHistory", true)).statusCode(200);
        Person later = firm.advisor();
        put(later, Map.of("history", false)).statusCode(200);
        assertThat(ChatApp.of(later).seqs(group)).isEmpty();
    }

    @Test
    void who_comes_back_sees_what_was_said_since_and_the_first_members_everything() {
        ana.request().delete(PATH + group + "/members/" + bo.id()).then().statusCode(204);
        bo.request().get(Talk.path(group)).then().statusCode(404);
        assertThat(download(bo)).isEqualTo(404);
        put(bo, Map.of()).statusCode(200);
        bo.request().get(Talk.path(group)).then().statusCode(200).body("items", hasSize(0));
        ana.request().get(Talk.path(group)).then().body("items.seq", contains(1, 2));
    }

    @Test
    void it_is_set_at_the_opening_and_a_patch_of_nothing_is_refused() {
        ana.once()
                .body(Map.of(
                        "kind", "GROUP", "title", "群", "memberIds", List.of(bo.id()), "newMembersSeeHistory", true))
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .body("newMembersSeeHistory", equalTo(true));
        settings(ana, Map.of()).statusCode(400);
        settings(ana, Map.of("title", "新名称"))
                .statusCode(200)
                .body("title", equalTo("新名称"))
                .body("newMembersSeeHistory", equalTo(false));
    }

    private ValidatableResponse put(Person person, Map<String, ?> membership) {
        return ana.request()
                .body(membership)
                .put(PATH + group + "/members/" + person.id())
                .then();
    }

    private ValidatableResponse settings(Person by, Map<String, ?> settings) {
        int version = ana.request().get(PATH + group).then().extract().path("version");
        return by.request()
                .header("If-Match", "\"" + version + "\"")
                .body(settings)
                .patch(PATH + group)
                .then();
    }

    private int download(Person person) {
        return person.request().accept("*/*").get("/api/v1/files/" + file).statusCode();
    }
}
