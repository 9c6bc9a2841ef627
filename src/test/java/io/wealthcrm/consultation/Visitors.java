package io.wealthcrm.consultation;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.wealthcrm.testing.Service;
import java.util.Map;

/** Visitors of the firm's website, who have no account. */
record Visitors(Service service) {
    static final String VISITS = "/api/v1/consultations/visits";

    /** A new question, with its {@code id} and {@code token}. */
    ExtractableResponse<Response> open() {
        return with("x")
                .body(Map.of("name", "访客", "question", "问"))
                .post(VISITS)
                .then()
                .statusCode(201)
                .extract();
    }

    RequestSpecification with(String token) {
        return RestAssured.given()
                .port(service.port())
                .contentType(ContentType.JSON)
                .header("Visit-Token", token);
    }
}
