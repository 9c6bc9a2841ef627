package io.wealthcrm.testing;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** Somebody of a {@link Firm} who is signed in. */
public record Person(UUID id, String username, UUID unitId, int port, String token) {
    static final String PASSWORD = "Wealth-Test-2026";
    /** bcrypt of the password at its lowest cost, so that hundreds of sign-ins do not slow the tests down. */
    static final String PASSWORD_HASH =
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

    private static io.restassured.response.ExtractableResponse<?> login(int port, String username, String password) {
        return RestAssured.given()
                .port(port)
                .contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", password, "installationId", "test-" + username))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200)
                .extract();
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
