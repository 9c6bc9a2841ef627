package io.wealthcrm.exchange;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.startsWith;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A firm whose people import customers. */
@OnSharedService
abstract class ImportCase {
    static final String PATH = "/api/v1/customers/imports";

    final Firm firm;
    final Person advisor;

    ImportCase(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
    }

    /** The job's first answer. */
    static ValidatableResponse send(Person by, String name, byte[] content, Map<String, String> parts) {
        var request = by.once().contentType("multipart/form-data").multiPart("file", name, content);
        for (var part : parts.entrySet()) {
            request = request.multiPart(part.getKey(), part.getValue());
        }
        return request.post(PATH).then();
    }

    static byte[] csv(String... lines) {
        return encoded(StandardCharsets.UTF_8, lines);
    }

    static byte[] encoded(Charset charset, String... lines) {
        return String.join("\r\n", lines).getBytes(charset);
    }

    /** The id of an import whose job was accepted. */
    static UUID accepted(ValidatableResponse response) {
        return UUID.fromString(response.statusCode(202)
                .header("Location", startsWith("/api/v1/jobs/"))
                .extract()
                .path("subjectId"));
    }

    /** An import of an advisor's, at its end. */
    @CanIgnoreReturnValue
    UUID imported(byte[] content) {
        UUID id = accepted(send(advisor, "customers.csv", content, Map.of()));
        ended("CUSTOMER_IMPORT", id);
        return id;
    }

    /** How the job came out. */
    @CanIgnoreReturnValue
    String ended(String kind, UUID subject) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> firm.one("select status from jobs where kind = ? and subject_id = ?", kind, subject),
                        status -> !List.of("QUEUED", "RUNNING").contains(status));
    }

    String problemOf(UUID id) {
        return firm.one("select result ->> 'code' from jobs where kind = 'CUSTOMER_IMPORT' and subject_id = ?", id);
    }

    ValidatableResponse view(Person by, UUID id) {
        return by.request().get(PATH + "/" + id).then();
    }

    /** Without the byte order mark. */
    static String report(Person by, UUID id, String query) {
        String text = by.request()
                .accept("*/*")
                .header("Accept-Language", "en")
                .get(PATH + "/" + id + "/report" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return text.substring(1);
    }

    int customers() {
        return Integer.parseInt(firm.one("select count(*) from customers where advisor_id = ?", advisor.id()));
    }
}
