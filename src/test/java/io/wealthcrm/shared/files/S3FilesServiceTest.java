package io.wealthcrm.shared.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service as in production: its files in an S3 bucket, its log in JSON. */
class S3FilesServiceTest {
    private static FakeS3 bucket;
    private static Service service;
    private static Person advisor;
    private static UUID customer;

    @BeforeAll
    static void start() throws IOException {
        bucket = new FakeS3();
        service = Service.named("s3")
                .withoutDemo()
                .with("wealth.files.store", "s3")
                .with("wealth.files.s3.endpoint", bucket.endpoint().toString())
                .with("quarkus.log.console.json.enabled", "true")
                .withEnvironment("AWS_ACCESS_KEY_ID", "test-key")
                .withEnvironment("AWS_SECRET_ACCESS_KEY", "test-secret")
                .start();
        Firm firm = Firm.on(service);
        advisor = firm.advisor();
        customer = firm.customerOf(advisor, "云上客户");
    }

    @AfterAll
    static void stop() {
        service.close();
        bucket.close();
    }

    @Test
    void anUploadLiesInTheBucketAndIsReadFromItThroughScope() {
        String id = upload();
        byte[] read = download(id, advisor).then().statusCode(200).extract().asByteArray();
        assertThat(bucket.objects.values()).anyMatch(stored -> Arrays.equals(stored, read));
        download(id, Firm.on(service).advisor()).then().statusCode(404);
    }

    @Test
    void aLineOfTheLogIsJsonWithItsTraceAndWithoutThePhone() throws IOException {
        String phone = advisor.request()
                .get("/api/v1/customers/" + customer + "/contact-details")
                .path("phone");
        RestAssured.given()
                .port(service.port())
                .contentType(ContentType.JSON)
                .body(Map.of("phone", phone, "purpose", "LOGIN"))
                .post("/api/v1/auth/sms-codes")
                .then()
                .statusCode(202);

        await().until(() -> service.log().contains("SMS to a number"));
        String line = service.log()
                .lines()
                .filter(each -> each.contains("SMS to a number"))
                .findFirst()
                .orElseThrow();
        JsonNode parsed = new ObjectMapper().readTree(line);
        assertThat(parsed.path("level").asText()).isEqualTo("INFO");
        assertThat(parsed.path("mdc").path("traceId").asText()).matches("[0-9a-f]{32}");
        assertThat(service.log()).doesNotContain(phone);
    }

    private static String upload() {
        return RestAssured.given()
                .port(service.port())
                .auth()
                .preemptive()
                .oauth2(advisor.token())
                .contentType(ContentType.MULTIPART)
                .multiPart("file", "证明.jpg", Photo.jpeg(), "image/jpeg")
                .post("/api/v1/customers/" + customer + "/evidence")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Response download(String id, Person reader) {
        return reader.request().accept("*/*").get("/api/v1/customers/" + customer + "/evidence/" + id);
    }
}
