package io.wealthcrm.product;

import static io.wealthcrm.product.ShelfDesk.PRODUCTS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnSharedService
class ProductPapersResourceTest {
    private final Firm firm;
    private final ShelfDesk desk;
    private final Person operations;
    private final Person advisor;

    ProductPapersResourceTest(Service service) {
        firm = Firm.on(service);
        desk = new ShelfDesk(firm, firm.office(Role.OPERATIONS));
        operations = desk.operations();
        advisor = firm.advisor();
    }

    @Test
    void documentsAreKeptAndServed() {
        String id = desk.create(ShelfDesk.aProduct());
        byte[] pdf = smallPdf();
        String document = upload(id, pdf, "说明书.pdf", "application/pdf")
                .statusCode(201)
                .header("Location", startsWith("/api/v1/products/" + id + "/documents/"))
                .body("kind", equalTo("PROSPECTUS"))
                .extract()
                .path("id");
        upload(id, "hello".getBytes(US_ASCII), "virus.pdf", "application/pdf").statusCode(415);

        advisor.request()
                .get(PRODUCTS + "/" + id + "/documents/" + document)
                .then()
                .statusCode(404);
        desk.launch(id).statusCode(200).body("documents", equalTo(1));
        advisor.request()
                .get(PRODUCTS + "/" + id + "/documents")
                .then()
                .body("items.id", contains(document))
                .body("items[0].mediaType", equalTo("application/pdf"));
        byte[] served = advisor.request()
                .accept(ContentType.ANY)
                .get(PRODUCTS + "/" + id + "/documents/" + document)
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("application/pdf"))
                .extract()
                .asByteArray();
        assertThat(new String(served, 0, 5, US_ASCII)).isEqualTo("%PDF-");
        String other = firm.product().toString();
        advisor.request()
                .get(PRODUCTS + "/" + other + "/documents/" + document)
                .then()
                .statusCode(404);
    }

    @Test
    void announcementsAreNewestFirst() {
        UUID id = firm.product();
        for (String title : List.of("成立公告", "分红公告")) {
            operations
                    .once()
                    .body(Map.of("title", title, "body", "内容"))
                    .post(PRODUCTS + "/" + id + "/announcements")
                    .then()
                    .statusCode(201);
        }
        advisor.request()
                .get(PRODUCTS + "/" + id + "/announcements")
                .then()
                .body("items.title", contains("分红公告", "成立公告"));
        advisor.once()
                .body(Map.of("title", "x", "body", "y"))
                .post(PRODUCTS + "/" + id + "/announcements")
                .then()
                .statusCode(403);
        operations
                .once()
                .body(Map.of("title", " ", "body", "y"))
                .post(PRODUCTS + "/" + id + "/announcements")
                .then()
                .statusCode(400);
    }

    @Test
    void aNavIsOneADayAndNeverOfTomorrow() {
        UUID id = firm.product(Map.of("kind", "'NAV_FUND'"));
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        nav(id, today.minusDays(1), "1.0234567891").statusCode(201).body("nav", equalTo("1.0234567891"));
        nav(id, today.minusDays(2), "1.02").statusCode(201);
        nav(id, today.minusDays(2), "1.03").statusCode(409).body("code", equalTo("NAV_EXISTS"));
        nav(id, today.plusDays(2), "1.03").statusCode(422).body("code", equalTo("NAV_IN_FUTURE"));
        nav(id, today, "0").statusCode(400);
        nav(id, today, "1.02345678911").statusCode(400);
        String cursor = advisor.request()
                .get(PRODUCTS + "/" + id + "/navs?limit=1")
                .then()
                .body("items.nav", contains("1.0234567891"))
                .extract()
                .path("nextCursor");
        advisor.request()
                .get(PRODUCTS + "/" + id + "/navs?limit=1&cursor=" + cursor)
                .then()
                .body("items.nav", contains("1.02"))
                .body("nextCursor", nullValue());
    }

    @Test
    void aQuestionIsAnsweredAndTheAskerTold() {
        UUID id = firm.product();
        String path = PRODUCTS + "/" + id + "/questions";
        String question = advisor.once()
                .body(Map.of("text", "何时起息？"))
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(desk.notices("QUESTION_ASKED", id.toString(), operations)).isEqualTo("1");
        operations.once().body(Map.of("text", "?")).post(path).then().statusCode(403);
        advisor.once()
                .body(Map.of("text", "今天"))
                .post(path + "/" + question + "/answers")
                .then()
                .statusCode(403);

        operations
                .once()
                .body(Map.of("text", "明天"))
                .post(path + "/" + question + "/answers")
                .then()
                .statusCode(201);

        advisor.request()
                .get(path)
                .then()
                .body("items[0].text", equalTo("何时起息？"))
                .body("items[0].askedByName", equalTo(advisor.username()))
                .body("items[0].answers.text", contains("明天"));
        assertThat(desk.notices("QUESTION_ANSWERED", id.toString(), advisor)).isEqualTo("1");
        operations
                .once()
                .body(Map.of("text", "明天"))
                .post(PRODUCTS + "/" + firm.product() + "/questions/" + question + "/answers")
                .then()
                .statusCode(404);
    }

    @Test
    void aProjectionIsNoPromise() {
        UUID id = firm.product();
        advisor.request()
                .body(Map.of("amount", "1000000.00", "from", "2026-03-01"))
                .post(PRODUCTS + "/" + id + "/projections")
                .then()
                .statusCode(200)
                .body("promise", equalTo(false))
                .body("disclaimer", containsString("不构成收益承诺"))
                .body("to", equalTo("2027-03-01"))
                .body("scenarios.scenario", contains("LOW", "BENCHMARK", "HIGH"))
                .body("scenarios.gain", contains("39000.00", "65000.00", "78000.00"))
                .body("scenarios[1].cashFlows.amount", contains("-1000000.00", "65000.00", "1000000.00"));
        advisor.request()
                .body(Map.of("amount", "-1.00"))
                .post(PRODUCTS + "/" + id + "/projections")
                .then()
                .statusCode(400);
        advisor.request()
                .body(Map.of("amount", "1.00", "from", "9999-01-01"))
                .post(PRODUCTS + "/" + id + "/projections")
                .then()
                .statusCode(400);
    }

    private ValidatableResponse nav(UUID id, LocalDate date, String nav) {
        return operations
                .once()
                .body(Map.of("date", date.toString(), "nav", nav))
                .post(PRODUCTS + "/" + id + "/navs")
                .then();
    }

    private ValidatableResponse upload(String id, byte[] bytes, String name, String type) {
        return operations
                .once()
                .contentType("multipart/form-data")
                .multiPart("file", name, bytes, type)
                .multiPart("kind", "PROSPECTUS")
                .post(PRODUCTS + "/" + id + "/documents")
                .then();
    }

    private static byte[] smallPdf() {
        return ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\nxref\n0 4\ntrailer<</Size 4/Root 1 0"
                        + " R>>\nstartxref\n9\n%%EOF\n")
                .getBytes(US_ASCII);
    }
}
