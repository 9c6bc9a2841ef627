package io.wealthcrm.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.wealthcrm.identity.AccountChange;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People are told what happens to their accounts. */
@OnSharedService
class SecurityNoticeResourceTest {
    private Firm firm;
    private Person advisor;

    @BeforeEach
    void someone(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
    }

    @Test
    void theFirstSignInTellsNothingAndEachNewDeviceOnce() {
        Person phone = advisor.anewOn("phone-" + advisor.username());
        awaitTold(advisor, "NEW_DEVICE");
        phone.request()
                .header("Accept-Language", "zh-CN")
                .get("/api/v1/notifications")
                .then()
                .body("items.kind", hasItem("SECURITY"))
                .body("items[0].title", equalTo("新设备登录"))
                .body("items[0].data.change", equalTo("NEW_DEVICE"));

        signIn("phone-" + advisor.username());
        signIn(advisor.installation());
        seen(phone, "89 days");
        signIn("phone-" + advisor.username());
        seen(phone, "91 days");
        signIn("phone-" + advisor.username());
        awaitTold(advisor, "NEW_DEVICE,NEW_DEVICE");
    }

    /** Somebody who comes back after long is no newcomer. */
    @Test
    void theOnlyDeviceForgottenIsNewAgain() {
        firm.execute("update sign_in_devices set seen_at = now() - interval '1 year' where user_id = ?", advisor.id());
        Person elsewhere = advisor.anewOn("phone-" + advisor.username());

        awaitTold(elsewhere, "NEW_DEVICE");
        assertThat(firm.one("select count(*) from sign_in_devices where user_id = ?", advisor.id()))
                .isEqualTo("1");
    }

    /** A device that only goes on by its refresh token is not forgotten. */
    @Test
    void goingOnCountsAsBeingSeen() {
        String device = "phone-" + advisor.username();
        Response in = login(advisor, "Wealth-Test-2026", device);
        awaitTold(advisor, "NEW_DEVICE");
        seen(advisor, "80 days");
        refresh(in.path("refreshToken")).then().statusCode(200);

        assertThat(firm.one(
                        "select seen_at > now() - interval '1 minute' from sign_in_devices where user_id = ? and installation_id = ?",
                        advisor.id(),
                        device))
                .isEqualTo("t");
    }

    @Test
    void tooManyWrongPasswordsAreToldOnce() {
        for (int i = 0; i < 5; i++) {
            login(advisor, "wrong", "x").then().statusCode(401);
        }
        login(advisor, "wrong", "x").then().statusCode(429);
        awaitTold(advisor, "LOCKED");
        login(advisor, "wrong", "x").then().statusCode(429);
        awaitTold(advisor, "LOCKED");
    }

    @Test
    void aRefreshTokenUsedTwiceIsTold() {
        Response in = login(advisor, "Wealth-Test-2026", advisor.installation());
        refresh(in.path("refreshToken")).then().statusCode(200);
        refresh(in.path("refreshToken")).then().statusCode(401);
        refresh(in.path("refreshToken")).then().statusCode(401);

        awaitTold(advisor, "SESSION_REUSED");
    }

    @Test
    void aRefreshTokenUsedByManyAtOnceIsToldOnce() {
        String token =
                login(advisor, "Wealth-Test-2026", advisor.installation()).path("refreshToken");
        List<Integer> answers = IntStream.range(0, 8)
                .parallel()
                .map(i -> refresh(token).statusCode())
                .boxed()
                .toList();

        assertThat(answers).containsOnly(200, 401);
        awaitTold(advisor, "SESSION_REUSED");
    }

    @Test
    void aCustomersAccountIsNotTheAdministrators() {
        UUID customer = firm.customerOf(advisor, "周敏");
        String user = firm.one("select id from users where customer_id = ?", customer);
        String before = firm.one("select cast(to_jsonb(u) as text) from users u where customer_id = ?", customer);
        firm.office(Role.ADMIN)
                .request()
                .header("If-Match", "\"0\"")
                .body(Map.of("roles", List.of("MARKETING"), "unitId", firm.teamA))
                .patch("/api/v1/users/" + user)
                .then()
                .statusCode(409)
                .body("code", equalTo("NOT_STAFF"));
        assertThat(firm.one("select cast(to_jsonb(u) as text) from users u where customer_id = ?", customer))
                .isEqualTo(before);
    }

    @Test
    void whatAnAdministratorChangesOfTheAccountIsTold() {
        change(Map.of("displayName", "改名"));
        change(Map.of("roles", List.of("TEAM_LEAD")));
        awaitTold(advisor, "ACCESS_CHANGED");
        change(Map.of("unitId", firm.teamB));
        awaitTold(advisor, "ACCESS_CHANGED,ACCESS_CHANGED");

        change(Map.of("active", false));
        change(Map.of("active", true));
        awaitTold(advisor, "ACCESS_CHANGED,ACCESS_CHANGED,SWITCHED_ON");
    }

    @Test
    void complianceHearsOfWhoeverMaySeeMore() {
        Person compliance = firm.office(Role.COMPLIANCE);
        change(Map.of("displayName", "改名"));
        change(Map.of("unitId", firm.teamB));
        change(Map.of("permissions", List.of("CUSTOMER_EXPORT")));
        change(Map.of("permissions", List.of()));
        change(Map.of("roles", List.of("BRANCH_MANAGER"), "unitId", firm.headOffice));
        change(Map.of("roles", List.of("ADVISOR")));
        String plain = newAccount("ADVISOR");
        String wide = newAccount("COMPLIANCE");

        await().until(() -> granted(compliance, advisor.id().toString()), "2"::equals);
        await().until(() -> granted(compliance, wide), "1"::equals);
        assertThat(granted(compliance, plain)).isEqualTo("0");
        assertThat(firm.one(
                        "select count(*) from notifications where entity_id = person_id and kind = 'ACCESS_GRANTED'"))
                .as("nobody of the own account")
                .isEqualTo("0");
        compliance
                .request()
                .get("/api/v1/notifications")
                .then()
                .body("items.find { it.kind == 'ACCESS_GRANTED' }.data.keySet()", hasItems("userId", "byId"));
    }

    @Test
    void complianceHearsOfWhomItLoses() {
        Person compliance = firm.office(Role.COMPLIANCE);
        Person other = firm.office(Role.COMPLIANCE);
        change(other, Map.of("active", false));

        await().until(() -> granted(compliance, other.id().toString()), "1"::equals);
        assertThat(granted(other, other.id().toString())).isEqualTo("0");
    }

    private String newAccount(String role) {
        return firm.office(Role.ADMIN)
                .request()
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of(
                        "username",
                        "new-" + UUID.randomUUID(),
                        "password",
                        "Wealth-Test-2026",
                        "displayName",
                        "新人",
                        "unitId",
                        firm.headOffice,
                        "roles",
                        List.of(role)))
                .post("/api/v1/users")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String granted(Person compliance, String about) {
        return firm.one(
                "select count(*) from notifications where person_id = ? and kind = 'ACCESS_GRANTED' and entity_id = ?",
                compliance.id(),
                UUID.fromString(about));
    }

    @Test
    void anotherPhoneIsToldAndAnotherNameNot() {
        UUID customer = firm.customerOf(advisor, "赵敏");
        String user = firm.one("select id from users where customer_id = ?", customer);
        edit(customer, "0", Map.of("name", "赵敏敏"));
        edit(customer, "1", Map.of("phone", Firm.newPhone()));

        await().until(() -> toldTo(user), "PHONE_CHANGED"::equals);
    }

    @Test
    void nobodyOptsOutOfThem() {
        advisor.request()
                .header("If-Match", "\"0\"")
                .body(Map.of("kinds", Set.of()))
                .put("/api/v1/notification-preferences")
                .then()
                .statusCode(200)
                .body("kinds", equalTo(List.of("SECURITY")));
        Person phone = advisor.anewOn("phone-" + advisor.username());
        awaitTold(phone, "NEW_DEVICE");
    }

    @ParameterizedTest
    @EnumSource(AccountChange.class)
    void theWordsNameNobodyAndNothing(AccountChange change) {
        NoticeText words = SecurityNotices.words(change);

        for (String text : List.of(words.zhTitle(), words.zhBody(), words.enTitle(), words.enBody())) {
            assertThat(text).hasSizeBetween(1, 80).doesNotContainPattern("[0-9{}@%]");
        }
        assertThat(words.zhTitle()).containsPattern("\\p{IsHan}");
    }

    private void signIn(String device) {
        login(advisor, "Wealth-Test-2026", device).then().statusCode(200);
    }

    private void change(Map<String, Object> patch) {
        change(advisor, patch);
    }

    private void change(Person person, Map<String, Object> patch) {
        Person admin = firm.office(Role.ADMIN);
        int version = admin.request().get("/api/v1/users/" + person.id()).path("version");
        admin.request()
                .header("If-Match", "\"" + version + "\"")
                .body(patch)
                .patch("/api/v1/users/" + person.id())
                .then()
                .statusCode(200);
    }

    private void edit(UUID customer, String version, Map<String, Object> patch) {
        advisor.request()
                .header("If-Match", "\"" + version + "\"")
                .body(patch)
                .patch("/api/v1/customers/" + customer)
                .then()
                .statusCode(200);
    }

    private void seen(Person person, String before) {
        firm.execute(
                "update sign_in_devices set seen_at = now() - cast(? as interval) where user_id = ? and installation_id like 'phone-%'",
                before, person.id());
    }

    private static Response login(Person person, String password, String device) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("username", person.username(), "password", password, "installationId", device))
                .post("/api/v1/auth/login");
    }

    private static Response refresh(String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("refreshToken", token))
                .post("/api/v1/auth/refresh");
    }

    /** Exactly these, also a second later. */
    private void awaitTold(Person person, String changes) {
        await().until(() -> told(person), changes::equals);
        await().during(Duration.ofMillis(600)).until(() -> told(person), changes::equals);
    }

    private String told(Person person) {
        return toldTo(person.id().toString());
    }

    private String toldTo(String user) {
        return firm.one(
                """
                select coalesce(string_agg(data ->> 'change', ',' order by data ->> 'change'), '')
                  from notifications where kind = 'SECURITY' and person_id = cast(? as uuid)""",
                user);
    }
}
