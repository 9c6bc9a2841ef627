package io.wealthcrm.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnSharedService
class AuthResourceTest {
    private static final String PASSWORD = "Wealth-Test-2026";
    private Firm firm;
    private Person advisor;

    @BeforeEach
    void someone(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
    }

    @Test
    void signingInGivesTokensAndThePerson() {
        login(advisor.username(), PASSWORD, "phone-1")
                .statusCode(200)
                .body("accessToken", matchesPattern("[\\w-]+\\.[\\w-]+\\.[\\w-]+"))
                .body("refreshToken", notNullValue())
                .body("tokenType", equalTo("Bearer"))
                .body("expiresIn", equalTo(900))
                .body("user.id", equalTo(advisor.id().toString()))
                .body("user.roles", hasItem("ADVISOR"));
    }

    @Test
    void aWrongPasswordAndAnUnknownNameLookTheSame() {
        var wrong =
                login(advisor.username(), "wrong", "phone-1").statusCode(401).extract();
        var unknown = login("nobody-" + advisor.username(), "wrong", "phone-1")
                .statusCode(401)
                .extract();
        assertThat(wrong.asString()).isEqualTo(unknown.asString());
        assertThat(wrong.<String>path("code")).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void anAccountIsThrottledAfterFiveWrongPasswords() {
        for (int i = 0; i < 5; i++) {
            login(advisor.username(), "wrong", "phone-1").statusCode(401);
        }
        login(advisor.username(), PASSWORD, "phone-1")
                .statusCode(429)
                .header("Retry-After", matchesPattern("\\d+"))
                .body("code", equalTo("SIGN_IN_THROTTLED"));
    }

    @Test
    void aRefreshTokenIsGoodOnceAndItsReuseEndsTheFamily() {
        var first = login(advisor.username(), PASSWORD, "phone-2").extract();
        var second = refresh(first.path("refreshToken")).statusCode(200).extract();
        me(second.path("accessToken")).statusCode(200);

        refresh(first.path("refreshToken")).statusCode(401).body("code", equalTo("REFRESH_TOKEN_REUSED"));

        me(second.path("accessToken")).statusCode(401);
        refresh(second.path("refreshToken")).statusCode(401);
    }

    @Test
    void signingOutEndsTheSessionAtOnce() {
        advisor.request().post("/api/v1/auth/logout").then().statusCode(204);
        me(advisor.token())
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("UNAUTHENTICATED"));
    }

    /** A phone that was lost shows nothing more, whoever signed it out. */
    @Test
    void nothingIsPushedToWhereOneHasSignedOut() {
        String token = "token-" + advisor.username();
        advisor.request()
                .body(device("ANDROID", token))
                .put("/api/v1/devices/" + advisor.installation())
                .then()
                .statusCode(204);
        String other = "other-" + advisor.username();
        advisor.request()
                .body(device("IOS", token + "-2"))
                .put("/api/v1/devices/" + other)
                .then()
                .statusCode(204);
        advisor.request().post("/api/v1/auth/logout").then().statusCode(204);
        String status = "select token_status || coalesce(push_token, '') from devices where installation_id = ?";
        assertThat(firm.one(status, advisor.installation())).isEqualTo("GONE");
        assertThat(firm.one(status, other)).isEqualTo("ACTIVE" + token + "-2");
    }

    private static Map<String, String> device(String platform, String token) {
        return Map.of("platform", platform, "pushToken", token, "locale", "zh-CN", "timeZone", "Asia/Shanghai");
    }

    @Test
    void aForeignOrTamperedTokenIsRefused() {
        me("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.").statusCode(401);
        String signature = advisor.token().substring(advisor.token().lastIndexOf('.') + 1);
        String tampered = advisor.token().replace(signature, new StringBuilder(signature).reverse());
        me(tampered).statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
    }

    @Test
    void aRoleWithdrawnCountsFromTheNextRequest() {
        Person admin = firm.office(Role.ADMIN);
        admin.request().get("/api/v1/users").then().statusCode(200);
        firm.execute("update users set roles = '{OPERATIONS}' where id = ?", admin.id());
        admin.request().get("/api/v1/users").then().statusCode(403).body("code", equalTo("FORBIDDEN"));
    }

    @Test
    void aTitleFollowsTheLanguageAskedFor() {
        given().header("Accept-Language", "en-GB,en;q=0.9,zh;q=0.1")
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("Content-Language", "en")
                .body("title", equalTo("Sign in first"));
        given().get("/api/v1/me").then().header("Content-Language", "zh-CN").body("title", equalTo("请先登录"));
    }

    @Test
    void badInputIsNamedByItsPlace() {
        Map<String, Object> body = new HashMap<>(Map.of("username", "x", "password", "y", "installationId", ""));
        post(body)
                .statusCode(400)
                .body("code", equalTo("INVALID_INPUT"))
                .body("errors[0].pointer", equalTo("/installationId"));
        body.put("installationId", "i");
        body.put("admin", true);
        post(body)
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/admin"))
                .body("errors[0].code", equalTo("UNKNOWN_FIELD"));
        post(Map.of("username", Map.of("a", 1))).statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{\"username\":")
                .post("/api/v1/auth/login")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_JSON"));
        given().contentType(ContentType.TEXT)
                .body("x")
                .post("/api/v1/auth/login")
                .then()
                .statusCode(415)
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
    }

    @Test
    void anSmsCodeDoesNotTellWhoIsKnown() {
        given().contentType(ContentType.JSON)
                .body(Map.of("phone", Firm.newPhone(), "purpose", "LOGIN"))
                .post("/api/v1/auth/sms-codes")
                .then()
                .statusCode(202);
        given().contentType(ContentType.JSON)
                .body(Map.of("phone", Firm.newPhone(), "code", "123456"))
                .post("/api/v1/auth/sms-login")
                .then()
                .statusCode(401)
                .body("code", equalTo("INVALID_CODE"));
    }

    @Test
    void anSmsCodeSignsInOnlyWhenItWasAskedForThat() {
        String phone = Firm.newPhone();
        advisor.once()
                .body(Map.of("name", "秦岚", "phone", phone))
                .post("/api/v1/customers")
                .then()
                .statusCode(201);
        String toRegister = smsCode(phone, "REGISTER");
        smsLogin(phone, toRegister).statusCode(401).body("code", equalTo("INVALID_CODE"));

        String toSignIn = smsCode(phone, "LOGIN");
        String later = smsCode(phone, "REGISTER");
        smsLogin(phone, later).statusCode(401).body("code", equalTo("INVALID_CODE"));
        smsLogin(phone, toSignIn).statusCode(200).body("user.roles", hasItem("CUSTOMER"));
    }

    private static String smsCode(String phone, String purpose) {
        given().contentType(ContentType.JSON)
                .body(Map.of("phone", phone, "purpose", purpose))
                .post("/api/v1/auth/sms-codes")
                .then()
                .statusCode(202);
        return given().queryParam("phone", phone)
                .get("/api/v1/demo/sms-messages")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("items[0].text")
                .replaceAll("\\D*(\\d{6}).*", "$1");
    }

    private static ValidatableResponse smsLogin(String phone, String code) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("phone", phone, "code", code))
                .post("/api/v1/auth/sms-login")
                .then();
    }

    private static ValidatableResponse login(String username, String password, String installation) {
        return post(Map.of("username", username, "password", password, "installationId", installation));
    }

    private static ValidatableResponse post(Map<String, ?> body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/auth/login")
                .then();
    }

    private static ValidatableResponse refresh(String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("refreshToken", token))
                .post("/api/v1/auth/refresh")
                .then();
    }

    private static ValidatableResponse me(String token) {
        return given().auth().preemptive().oauth2(token).get("/api/v1/me").then();
    }
}
