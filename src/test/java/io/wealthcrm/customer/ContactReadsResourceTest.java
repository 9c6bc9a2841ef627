package io.wealthcrm.customer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often phones and ID numbers are read in full, and who hears of it. */
@OnSharedService
class ContactReadsResourceTest {
    private static final int READS_AN_HOUR = 60;
    private static final int BURST = 20;
    private static final int SEARCHES_AN_HOUR = 120;
    private static final int SEARCHES_A_BURST = 40;
    private static final String PAPER = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";

    private Firm firm;
    private Person advisor;

    @BeforeEach
    void people(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
    }

    @Test
    void readsAreLimitedAndTheOneTooManyIsNeitherAnsweredNorWrittenDown() {
        UUID customer = firm.customerOf(advisor, "查看客户");
        IntStream.range(0, READS_AN_HOUR).forEach(read -> read(advisor, customer, 200));
        advisor.request()
                .get("/api/v1/customers/{id}/contact-details", customer)
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                .body("code", equalTo("TOO_MANY_REQUESTS"));
        assertThat(firm.one(
                        "select count(*) from audit_log where action = 'CONTACT_DETAILS_READ' and subject_id = ?",
                        customer))
                .isEqualTo(Integer.toString(READS_AN_HOUR));
        assertThat(told(firm.office(Role.COMPLIANCE)))
                .as("of one customer it is no burst")
                .isEqualTo("0");
    }

    @Test
    void aBurstIsToldOnceToComplianceAndTheLine() {
        Person compliance = firm.office(Role.COMPLIANCE);
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        Person otherLead = firm.person(firm.otherTeam, Role.TEAM_LEAD);
        IntStream.range(1, BURST).forEach(n -> read(advisor, firm.customerOf(advisor, "集中查看"), 200));
        assertThat(told(compliance)).isEqualTo("0");
        IntStream.range(0, 3).forEach(n -> read(advisor, firm.customerOf(advisor, "集中查看"), 200));
        assertThat(told(compliance)).isEqualTo("1");
        assertThat(told(lead)).isEqualTo("1");
        assertThat(told(otherLead)).isEqualTo("0");
        assertThat(told(advisor)).isEqualTo("0");
    }

    @Test
    void searchesByDigitsAreLimitedWrittenDownWithoutThemAndToldOf() {
        Person compliance = firm.office(Role.COMPLIANCE);
        IntStream.range(0, SEARCHES_A_BURST - 1).forEach(n -> search(advisor, Integer.toString(1000 + n), 200));
        search(advisor, "王小伟", 200);
        assertThat(told(compliance)).isEqualTo("0");
        search(advisor, "0000", 200);
        assertThat(told(compliance)).isEqualTo("1");
        IntStream.range(0, BURST)
                .forEach(n -> read(advisor, firm.customerOf(advisor, "客户" + "甲乙丙丁戊".charAt(n % 5)), 200));
        assertThat(told(compliance)).as("of readings beside searches").isEqualTo("2");
        IntStream.range(SEARCHES_A_BURST, SEARCHES_AN_HOUR)
                .forEach(n -> search(advisor, Integer.toString(1000 + n), 200));
        search(advisor, "138 0000", 429);
        search(advisor, "王小伟", 200);
        assertThat(firm.one(
                        "select count(*) || ' ' || count(*) filter (where detail = '{}') from audit_log"
                                + " where action = 'PHONE_SEARCHED' and actor_id = ?",
                        advisor.id()))
                .isEqualTo(SEARCHES_AN_HOUR + " " + SEARCHES_AN_HOUR);
    }

    @Test
    void papersThatShowTheSameCountForTheBurstButOfThoseWhoCheckThem() {
        Person compliance = firm.office(Role.COMPLIANCE);
        Person operations = firm.office(Role.OPERATIONS);
        for (Person reader : List.of(advisor, operations)) {
            firm.execute(
                    "insert into audit_log (actor_id, action, subject_kind, subject_id)"
                            + " select ?, 'ID_DOCUMENT_READ', 'ORDER', uuidv7() from generate_series(1, ?)",
                    reader.id(),
                    BURST - 1);
        }
        UUID customer = firm.customerOf(advisor, "查看材料");
        String path = "/api/v1/customers/" + customer + "/evidence/";
        String paper = advisor.once()
                .contentType("multipart/form-data")
                .multiPart("file", "assets.pdf", PAPER.getBytes(US_ASCII), "application/pdf")
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        operations.request().accept("*/*").get(path + paper).then().statusCode(200);
        firm.advisor().request().accept("*/*").get(path + paper).then().statusCode(404);
        read(operations, customer, 200);
        assertThat(toldOf(operations, compliance)).isEqualTo("0");
        assertThat(told(compliance)).isEqualTo("0");
        advisor.request().accept("*/*").get(path + paper).then().statusCode(200);
        assertThat(told(compliance)).isEqualTo("1");
        assertThat(firm.one(
                        "select count(*) from audit_log where action = 'EVIDENCE_READ' and subject_id = ?", customer))
                .isEqualTo("2");
    }

    private static void search(Person by, String query, int status) {
        by.request().get("/api/v1/customers?q={query}", query).then().statusCode(status);
    }

    private static void read(Person by, UUID customer, int status) {
        by.request()
                .get("/api/v1/customers/{id}/contact-details", customer)
                .then()
                .statusCode(status);
    }

    /** How often the person heard of the advisor. */
    private String told(Person person) {
        return toldOf(advisor, person);
    }

    private String toldOf(Person reader, Person person) {
        return firm.one(
                "select count(*) from notifications where person_id = ? and kind = 'CONTACT_BURST' and entity_id = ?",
                person.id(),
                reader.id());
    }
}
