package io.wealthcrm.testing;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ExtractableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** Somebody of a {@link Firm} who is signed in. */
public record Person(UUID id, String username, UUID unitId, int port, String token) {
    public static final String PASSWORD = "Wealth-Test-2026";
    /** bcrypt of the password at its lowest cost, so that hundreds of sign-ins do not slow the tests down. */
    public static final String PASSWORD_HASH =
            at.favre.lib.crypto.bcrypt.BCrypt.withDefaults().hashToString(4, PASSWORD.toCharArray());

    static Person signIn(int port, UUID id, String username, UUID unitId) {
        return new Person(
                id, username, unitId, port, login(port, username, PASSWORD).path("accessToken"));
    }

    /** Somebody who is on file already, such as a member of the demo firm. */
    public static Person signIn(int port, String username, String password) {
        var session = login(port, username, password);
        UUID id = UUID.fromString(session.path("user.id"));
        return new Person(
                id, username, UUID.fromString(session.path("user.unitId")), port, session.path("accessToken"));
    }

    /** A customer, by the code of an SMS. */
    static Person signInByPhone(int port, String phone, UUID unitId) {
        var door = RestAssured.given().port(port).contentType(ContentType.JSON);
        door.body(Map.of("phone", phone, "purpose", "LOGIN")).post("/api/v1/auth/sms-codes");
        String text = RestAssured.given()
                .port(port)
                .get("/api/v1/demo/sms-messages?phone=" + phone)
                .path("items[0].text");
        String code = text.replaceAll("(?s).*?(\\d{6}).*", "$1");
        var session = RestAssured.given()
                .port(port)
                .contentType(ContentType.JSON)
                .body(Map.of("phone", phone, "code", code))
                .post("/api/v1/auth/sms-login")
                .then()
                .statusCode(200)
                .extract();
        return new Person(
                UUID.fromString(session.path("user.id")), "customer", unitId, port, session.path("accessToken"));
    }

    private static ExtractableResponse<?> login(int port, String username, String password) {
        return login(port, username, password, installation(username));
    }

    private static ExtractableResponse<?> login(int port, String username, String password, String device) {
        return RestAssured.given()
                .port(port)
                .contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", password, "installationId", device))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200)
                .extract();
    }

    /** Where {@link #token} was signed in; the sockets it lets in are those of this device. */
    public String installation() {
        return installation(username);
    }

    /** The same person on a device: this one, or signed in anew on another. */
    public Person on(String device) {
        return device.equals(installation()) ? this : anewOn(device);
    }

    /** The same person signed in anew on a device, with tokens of now; a session open there ends. */
    public Person anewOn(String device) {
        return new Person(
                id,
                username,
                unitId,
                port,
                login(port, username, PASSWORD, device).path("accessToken"));
    }

    private static String installation(String username) {
        return "test-" + username;
    }

    /** A JSON request in this person's name. */
    public RequestSpecification request() {
        return RestAssured.given()
                .port(port)
                .auth()
                .preemptive()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .accept(ContentType.JSON);
    }

    /** A JSON request with an Idempotency-Key of its own. */
    public RequestSpecification once() {
        return request().header("Idempotency-Key", UUID.randomUUID().toString());
    }
}
