package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class ConversationResourceTest {
    private static final String PATH = "/api/v1/conversations";

    private final Service service;
    private Firm firm;
    private Person ana;
    private Person bo;
    private Person cy;

    ConversationResourceTest(Service service) {
        this.service = service;
    }

    @BeforeEach
    void people() {
        firm = Firm.on(service);
        ana = firm.advisor();
        bo = firm.advisor();
        cy = firm.advisor();
    }

    @Test
    void a_second_direct_conversation_between_the_same_two_is_the_first() {
        String first = open(ana, "DIRECT", null, bo).statusCode(201).extract().path("id");
        open(ana, "DIRECT", null, bo).statusCode(200).body("id", equalTo(first));
        open(bo, "DIRECT", null, ana).statusCode(200).body("id", equalTo(first)).body("members", hasSize(2));
    }

    @Test
    void a_direct_conversation_has_exactly_two() {
        open(ana, "DIRECT", null).statusCode(422).body("code", equalTo("DIRECT_NEEDS_TWO"));
        open(ana, "DIRECT", null, ana).statusCode(422).body("code", equalTo("DIRECT_NEEDS_TWO"));
        open(ana, "DIRECT", null, bo, cy).statusCode(422).body("code", equalTo("DIRECT_NEEDS_TWO"));
        String id = open(ana, "DIRECT", null, bo).statusCode(201).extract().path("id");
        ana.request()
                .delete(PATH + "/" + id + "/members/" + bo.id())
                .then()
                .statusCode(409)
                .body("code", equalTo("DIRECT_IS_FIXED"));
    }

    @Test
    void a_conversation_is_not_there_for_others() {
        String id = open(ana, "GROUP", "项目组", bo).statusCode(201).extract().path("id");
        for (String path : List.of("", "/messages")) {
            cy.request().get(PATH + "/" + id + path).then().statusCode(404);
        }
        cy.request()
                .header("If-Match", "\"0\"")
                .body(Map.of("title", "x"))
                .patch(PATH + "/" + id)
                .then()
                .statusCode(404);
        cy.request().put(PATH + "/" + id + "/members/" + cy.id()).then().statusCode(404);
        cy.request().delete(PATH + "/" + id + "/members/" + bo.id()).then().statusCode(404);
        cy.request().get(PATH).then().statusCode(200).body("items", hasSize(0)).body("nextCursor", nullValue());
    }

    @Test
    void owners_rename_and_members_do_not() {
        Integer version = open(ana, "GROUP", "旧", bo).statusCode(201).extract().path("version");
        String id = ana.request().get(PATH).then().extract().path("items[0].id");
        Map<String, String> title = Map.of("title", "新");
        bo.request()
                .header("If-Match", "\"" + version + "\"")
                .body(title)
                .patch(PATH + "/" + id)
                .then()
                .statusCode(403);
        ana.request().body(title).patch(PATH + "/" + id).then().statusCode(428);
        ana.request()
                .header("If-Match", "\"99\"")
                .body(title)
                .patch(PATH + "/" + id)
                .then()
                .statusCode(412);
        ana.request()
                .header("If-Match", "\"" + version + "\"")
                .body(title)
                .patch(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("title", equalTo("新"));
    }

    @Test
    void the_last_owner_stays() {
        String id = open(ana, "GROUP", "项目组", bo).statusCode(201).extract().path("id");
        String self = PATH + "/" + id + "/members/" + ana.id();
        ana.request().delete(self).then().statusCode(409).body("code", equalTo("LAST_OWNER"));
        ana.request().body(Map.of("role", "MEMBER")).put(self).then().statusCode(409);
        ana.request()
                .body(Map.of("role", "OWNER"))
                .put(PATH + "/" + id + "/members/" + bo.id())
                .then()
                .statusCode(200)
                .body("members.role", contains("OWNER", "OWNER"));
        ana.request().delete(self).then().statusCode(204);
        ana.request().get(PATH + "/" + id).then().statusCode(404);
    }

    @Test
    void a_customer_talks_to_the_own_advisor_alone() {
        Person customer = People.customerOf(firm, ana, "张伟");
        Person stranger = People.customerOf(firm, bo, "王芳");
        open(customer, "DIRECT", null, stranger).statusCode(422).body("code", equalTo("UNKNOWN_MEMBER"));
        open(customer, "DIRECT", null, bo).statusCode(422).body("code", equalTo("UNKNOWN_MEMBER"));
        open(customer, "GROUP", "群", ana).statusCode(403);
        open(bo, "DIRECT", null, customer).statusCode(422).body("code", equalTo("UNKNOWN_MEMBER"));
        String id =
                open(customer, "DIRECT", null, ana).statusCode(201).extract().path("id");
        open(ana, "DIRECT", null, customer).statusCode(200).body("id", equalTo(id));
        open(bo, "GROUP", "群", customer).statusCode(422).body("code", equalTo("UNKNOWN_MEMBER"));
    }

    @Test
    void the_room_of_an_order_is_for_those_who_see_the_order() {
        Person operations = firm.office(Role.OPERATIONS);
        UUID customer = firm.buyerOf(ana, "李娜");
        UUID order = UUID.fromString(ana.once()
                .body(Map.of("customerId", customer, "productId", firm.product(), "amount", "1000000.00"))
                .post("/api/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        openOrder(cy, order).statusCode(404);
        String id = openOrder(ana, order).statusCode(201).extract().path("id");
        List<String> members = openOrder(operations, order)
                .statusCode(200)
                .body("id", equalTo(id))
                .extract()
                .path("members.userId");
        assertThat(members).contains(ana.id().toString(), operations.id().toString());
        ana.once()
                .body(Map.of("kind", "ORDER"))
                .post(PATH)
                .then()
                .statusCode(422)
                .body("code", equalTo("ORDER_REQUIRED"));
    }

    @Test
    void a_sent_file_is_for_the_members_and_its_uploader() throws Exception {
        String conversation =
                open(ana, "DIRECT", null, bo).statusCode(201).extract().path("id");
        String file = ana.request()
                .contentType("multipart/form-data")
                .multiPart("file", "photo.png", png(), "image/png")
                .post("/api/v1/files")
                .then()
                .statusCode(201)
                .body("mediaType", equalTo("image/png"))
                .extract()
                .path("id");
        ana.request().accept("*/*").get("/api/v1/files/" + file).then().statusCode(200);
        bo.request().accept("*/*").get("/api/v1/files/" + file).then().statusCode(404);

        ChatApp app = ChatApp.of(ana);
        ChatApp other = ChatApp.of(bo);
        other.send(sendFile(conversation, file));
        assertThat(other.await("err").path("code").asText()).isEqualTo("NOT_FOUND");
        app.send(sendFile(conversation, file));
        assertThat(other.await("msg").path("d").path("body").path("fileId").asText())
                .isEqualTo(file);
        bo.request()
                .accept("*/*")
                .get("/api/v1/files/" + file)
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, no-cache");
        cy.request().accept("*/*").get("/api/v1/files/" + file).then().statusCode(404);
    }

    @Test
    void an_upload_repeated_under_its_key_is_one_file() throws Exception {
        String key = UUID.randomUUID().toString();
        byte[] photo = png();
        String first = upload(key, photo).statusCode(201).extract().path("id");
        upload(key, photo).statusCode(201).body("id", equalTo(first));
        assertThat(firm.one("select count(*) from files where uploaded_by = ?", ana.id()))
                .isEqualTo("1");
        upload(key, Photo.jpeg()).statusCode(422).body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        upload(UUID.randomUUID().toString(), photo).statusCode(201).body("id", not(equalTo(first)));
    }

    @Test
    void a_title_in_plain_text_is_no_json_and_changes_nothing() {
        String id = open(ana, "GROUP", "项目组", bo).statusCode(201).extract().path("id");
        ana.request()
                .contentType(ContentType.TEXT)
                .header("If-Match", "\"0\"")
                .body("新名称")
                .patch(PATH + "/" + id)
                .then()
                .statusCode(415)
                .contentType("application/problem+json")
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
        ana.request().get(PATH + "/" + id).then().body("title", equalTo("项目组"));
    }

    @Test
    void messages_page_both_ways() {
        UUID id = UUID.fromString(
                open(ana, "DIRECT", null, bo).statusCode(201).extract().path("id"));
        ChatApp app = ChatApp.of(ana);
        for (int i = 1; i <= 5; i++) {
            app.say(id, "m" + i);
        }
        String messages = PATH + "/" + id + "/messages";
        bo.request()
                .get(messages + "?limit=2")
                .then()
                .body("items.seq", contains(4, 5))
                .body("nextCursor", equalTo("4"));
        bo.request().get(messages + "?limit=2&before=4").then().body("items.seq", contains(2, 3));
        bo.request()
                .get(messages + "?limit=2&after=2")
                .then()
                .body("items.seq", contains(3, 4))
                .body("nextCursor", equalTo("4"));
        bo.request()
                .get(messages + "?limit=2&after=4")
                .then()
                .body("items.seq", contains(5))
                .body("nextCursor", nullValue());
        bo.request().get(messages + "?limit=0").then().statusCode(400);
        bo.request()
                .get(PATH)
                .then()
                .body("items[0].unread", equalTo(5))
                .body("items[0].with.userId", equalTo(ana.id().toString()))
                .body("items[0].lastMessage.body.text", equalTo("m5"));
        ana.request().get(PATH).then().body("items[0].unread", equalTo(0));
    }

    private static ValidatableResponse open(Person by, String kind, String title, Person... others) {
        Map<String, Object> body = new HashMap<>();
        body.put("kind", kind);
        body.put("memberIds", Arrays.stream(others).map(Person::id).toList());
        if (title != null) {
            body.put("title", title);
        }
        return by.once().body(body).post(PATH).then();
    }

    private ValidatableResponse upload(String key, byte[] photo) {
        return ana.request()
                .header("Idempotency-Key", key)
                .contentType(ContentType.MULTIPART)
                .multiPart("file", "photo", photo, "image/png")
                .post("/api/v1/files")
                .then();
    }

    private static ValidatableResponse openOrder(Person by, UUID order) {
        return by.once()
                .body(Map.of("kind", "ORDER", "orderId", order))
                .post(PATH)
                .then();
    }

    private static String sendFile(String conversation, String file) {
        return "{\"t\":\"send\",\"id\":\"f\",\"cid\":\"%s\",\"conv\":\"%s\",\"kind\":\"file\",\"body\":{\"fileId\":\"%s\"}}"
                .formatted(UUID.randomUUID(), conversation, file);
    }

    private static byte[] png() throws java.io.IOException {
        var image = new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB);
        var bytes = new java.io.ByteArrayOutputStream();
        boolean written = javax.imageio.ImageIO.write(image, "png", bytes);
        assertThat(written).isTrue();
        return bytes.toByteArray();
    }
}
