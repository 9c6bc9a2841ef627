package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.SignedToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no feature may let through, shown on one route of each kind. */
@OnSharedService
class BadInputResourceTest {
    private Firm firm;
    private Person advisor;

    @BeforeEach
    void someone(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "[]", "\"\"", "\"  \"", "true", "\"+999999999-12-31\"", "\"1790-01-01\""})
    void aDateIsIsoTextOfAPlausibleYear(String birthday) {
        advisor.request()
                .body("{\"name\":\"王五\",\"phone\":\"%s\",\"birthday\":%s}".formatted(Firm.newPhone(), birthday))
                .post("/api/v1/customers")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/birthday"));
    }

    @Test
    void anEmptyDateInAPatchRemovesNothing() {
        UUID customer = firm.customerOf(advisor, "赵六");
        advisor.request()
                .header("If-Match", "\"0\"")
                .body("{\"birthday\":\"\"}")
                .patch("/api/v1/customers/" + customer)
                .then()
                .statusCode(400);
    }

    @Test
    void aPatchRemovesNothingThatIsNotThere() {
        UUID customer = firm.customerOf(advisor, "郑十一");
        advisor.request()
                .header("If-Match", "\"0\"")
                .body("{\"tier\":null}")
                .patch("/api/v1/customers/" + customer)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("UNKNOWN_FIELD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "true", "1.5"})
    void aNumberIsNoText(String name) {
        advisor.request()
                .body("{\"name\":%s,\"phone\":\"%s\"}".formatted(name, Firm.newPhone()))
                .post("/api/v1/customers")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/name"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"interests\":[\"茶\",\" \"]} | /interests/1",
                "{\"extra\":{\" \":1}} | '/extra/ '",
                "{\"extra\":{\"a/b\":\"\u0000\"}} | /extra/a~1b",
                "{\"a/b\":1} | /a~1b"
            })
    void aPointerLeadsToTheElement(String member, String pointer) {
        String patch = member.replace("\u0000", "\\u0000");
        String file = "{\"name\":\"吴十\",\"phone\":\"%s\",%s".formatted(Firm.newPhone(), patch.substring(1));
        advisor.once()
                .body(file)
                .post("/api/v1/customers")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer));
        UUID customer = firm.customerOf(advisor, "吴十");
        advisor.request()
                .header("If-Match", "\"0\"")
                .body(patch)
                .patch("/api/v1/customers/" + customer)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void aPointerLeadsIntoTheRule() {
        Person operations = firm.office(Role.OPERATIONS);
        for (var wrong : Map.of(
                        "[null]", "/rules/0",
                        "[{\"kind\":\"NO_CONTACT\",\"tiers\":[null],\"days\":9,\"warnDays\":1,\"scope\":\"FIRM\"}]",
                                "/rules/0/tiers",
                        "[{\"kind\":\"NO_CONTACT\",\"tiers\":[\"GOLD\"],\"days\":0,\"warnDays\":1,\"scope\":\"FIRM\"}]",
                                "/rules/0/days")
                .entrySet()) {
            operations
                    .request()
                    .header("If-Match", "\"0\"")
                    .body("{\"rules\":" + wrong.getKey() + "}")
                    .put("/api/v1/pool/rules")
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo(wrong.getValue()));
        }
    }

    /** Rounded down, it would delete sooner than was asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"1.9", "\"1\"", "true", "1e400"})
    void aWholeNumberIsOne(String months) {
        firm.office(Role.COMPLIANCE)
                .request()
                .header("If-Match", "\"0\"")
                .body("{\"keepMonths\":%s}".formatted(months))
                .put("/api/v1/conversations/retention-rules/GROUP")
                .then()
                .statusCode(400);
        assertThat(firm.one("select keep_months from chat_retention_rules where kind = 'GROUP'"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud800", "王\\udc00五"})
    void textTheDatabaseCannotHoldIsRefusedWhereItStands(String text) {
        advisor.request()
                .body("{\"name\":\"%s\",\"phone\":\"%s\"}".formatted(text, Firm.newPhone()))
                .post("/api/v1/customers")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/name"));
        UUID customer = firm.customerOf(advisor, "韩十二");
        advisor.request()
                .header("If-Match", "\"0\"")
                .body("{\"name\":\"%s\"}".formatted(text))
                .patch("/api/v1/customers/" + customer)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/name"));
        advisor.request().get("/api/v1/customers/" + customer).then().body("name", equalTo("韩十二"));
    }

    @Test
    void aCharacterOfTwoSurrogatesIsText() {
        advisor.request()
                .body("{\"name\":\"\\ud842\\udfb7田\",\"phone\":\"%s\"}".formatted(Firm.newPhone()))
                .post("/api/v1/customers")
                .then()
                .statusCode(201)
                .body("name", equalTo("𠮷田"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "--x"})
    void aFormCutShortIsTheClientsFault(String body) {
        UUID customer = firm.customerOf(advisor, "钱七");
        RestAssured.given()
                .auth()
                .preemptive()
                .oauth2(advisor.token())
                .header("Content-Type", "multipart/form-data; boundary=x")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/customers/" + customer + "/evidence")
                .then()
                .statusCode(400)
                .body("code", notNullValue());
    }

    @Test
    void plainTextIsNoJson() {
        RestAssured.given()
                .contentType(ContentType.TEXT)
                .body("x")
                .post("/api/v1/auth/refresh")
                .then()
                .statusCode(415)
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }

    @Test
    void aKeyUsedForOtherBytesIsRefused() {
        UUID customer = firm.customerOf(advisor, "孙八");
        String key = UUID.randomUUID().toString();
        upload(customer, key, Photo.jpeg()).then().statusCode(201);
        upload(customer, key, Photo.jpeg()).then().statusCode(422).body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void aPaperOfOneCustomerProvesNothingOfAnother() {
        UUID one = firm.customerOf(advisor, "周九");
        UUID other = firm.customerOf(advisor, "吴十");
        String paper = upload(one, UUID.randomUUID().toString(), Photo.jpeg()).path("id");
        Map<String, Object> certification =
                Map.of("kind", "FINANCIAL_ASSETS", "amount", "5000000.00", "evidenceFileId", paper);
        advisor.once()
                .body(certification)
                .post("/api/v1/customers/" + other + "/investor-certifications")
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_EVIDENCE"));
        advisor.once()
                .body(certification)
                .post("/api/v1/customers/" + one + "/investor-certifications")
                .then()
                .statusCode(201);
    }

    @Test
    void anExpiredTokenIsNoToken(Service service) throws Exception {
        assertThat(me(SignedToken.like(advisor.token(), service.dataDir(), Duration.ofMinutes(10))))
                .isEqualTo(200);
        assertThat(me(SignedToken.like(advisor.token(), service.dataDir(), Duration.ofMinutes(-10))))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "yesterday"})
    void aForgedCursorIsRefused(String at) {
        String plain = at + "\u001f" + UUID.randomUUID();
        advisor.request()
                .queryParam("cursor", Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)))
                .get("/api/v1/customers/" + firm.customerOf(advisor, "陈十三") + "/timeline")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
    }

    @Test
    void aCursorOfSomewhereElseIsRefused() {
        advisor.request()
                .get("/api/v1/customers?cursor=xyz")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
    }

    /** By hand, since a client that insists on sending everything first never sees the answer. */
    @Test
    void aBodyBeyondTheLimitIsRefusedUnread(Service service) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /api/v1/customers HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: 30000000\r\nAuthorization: Bearer "
                                    + advisor.token() + "\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 413 ")
                    .contains("application/problem+json")
                    .contains("\"code\":\"TOO_LARGE\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customers?limit=abc",
                "customers?limit=0",
                "customers?limit=101",
                "customers?tier=WOOD",
                "customers?lastContactBefore=yesterday",
                "products?kind=NONE",
                "orders?status=LOST",
                "reminders?from=soon",
                "reminders?kind=NONE",
                "notifications?limit=9999999999",
                "conversations/018f0000-0000-7000-8000-000000000000/messages?after=x"
            })
    void aMalformedQueryIsTheClientsFault(String path) {
        advisor.request()
                .get("/api/v1/" + path)
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_INPUT"))
                .body("errors[0].code", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers/nobody", "orders/1", "customers/1?limit=abc"})
    void anIdThatIsNoneIsNotFound(String path) {
        advisor.request().get("/api/v1/" + path).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t"})
    void aBlankIdempotencyKeyIsNone(String key) {
        advisor.request()
                .header("Idempotency-Key", key)
                .body(Map.of("name", "冯十二", "phone", Firm.newPhone()))
                .post("/api/v1/customers")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"displayName", "unitId", "roles", "active"})
    void aUserLosesNothingToANull(String member) {
        firm.office(Role.ADMIN)
                .request()
                .header("If-Match", "\"0\"")
                .body("{\"" + member + "\":null}")
                .patch("/api/v1/users/" + advisor.id())
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/" + member));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"王五\",\"phone\":\"%s\",\"name\":\"王六\"}",
                "{\"name\":\"王五\",\"phone\":\"%s\"} {",
                "{\"name\":\"王五\",\"phone\":\"%s\"}garbage"
            })
    void jsonIsOneObjectWhoseNamesDiffer(String body) {
        advisor.request()
                .body(body.formatted(Firm.newPhone()))
                .post("/api/v1/customers")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_JSON"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"displayName\":123}", "{\"active\":1}", "{\"active\":\"true\"}", "{\"roles\":[0]}"})
    void aPatchTakesNoOtherTypes(String patch) {
        int version = firm.office(Role.ADMIN)
                .request()
                .get("/api/v1/users/" + advisor.id())
                .path("version");
        firm.office(Role.ADMIN)
                .request()
                .header("If-Match", "\"" + version + "\"")
                .body(patch)
                .patch("/api/v1/users/" + advisor.id())
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,不能为null", "en,must not be null"})
    void aMembersMessageIsInTheReadersLanguage(String language, String message) {
        advisor.once()
                .header("Accept-Language", language)
                .body("{}")
                .post("/api/v1/orders")
                .then()
                .statusCode(400)
                .body("errors[0].message", equalTo(message));
    }

    @Test
    void whoIsSwitchedOffSignsInAnew() {
        Person admin = firm.office(Role.ADMIN);
        patch(admin, advisor.id(), Map.of("active", false));
        assertThat(me(advisor.token())).isEqualTo(401);
        patch(admin, advisor.id(), Map.of("active", true));
        assertThat(me(advisor.token())).isEqualTo(401);
    }

    @Test
    void nobodySellsAndApprovesAndTheLastAdministratorStays() {
        Person admin = firm.office(Role.ADMIN);
        patch(admin, advisor.id(), Map.of("roles", List.of("ADVISOR", "COMPLIANCE")), 422, "ROLES_CONFLICT");
        patch(admin, admin.id(), Map.of("roles", List.of("EXECUTIVE")), 409, "OWN_ACCOUNT");
        patch(admin, admin.id(), Map.of("active", false), 409, "OWN_ACCOUNT");
        patch(admin, admin.id(), Map.of("roles", List.of("ADMIN", "EXECUTIVE")), 409, "OWN_ACCESS");
        patch(admin, admin.id(), Map.of("permissions", List.of("CUSTOMER_EXPORT")), 409, "OWN_ACCESS");
    }

    private static int me(String token) {
        return RestAssured.given()
                .auth()
                .preemptive()
                .oauth2(token)
                .get("/api/v1/me")
                .statusCode();
    }

    private static void patch(Person admin, UUID user, Map<String, ?> patch) {
        int version = admin.request().get("/api/v1/users/" + user).path("version");
        admin.request()
                .header("If-Match", "\"" + version + "\"")
                .body(patch)
                .patch("/api/v1/users/" + user)
                .then()
                .statusCode(200);
    }

    private static void patch(Person admin, UUID user, Map<String, ?> patch, int status, String code) {
        int version = admin.request().get("/api/v1/users/" + user).path("version");
        admin.request()
                .header("If-Match", "\"" + version + "\"")
                .body(new HashMap<>(patch))
                .patch("/api/v1/users/" + user)
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    private io.restassured.response.Response upload(UUID customer, String key, byte[] photo) {
        return RestAssured.given()
                .auth()
                .preemptive()
                .oauth2(advisor.token())
                .header("Idempotency-Key", key)
                .contentType(ContentType.MULTIPART)
                .multiPart("file", "证明.jpg", photo, "image/jpeg")
                .post("/api/v1/customers/" + customer + "/evidence");
    }
}
