package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often phones and ID numbers are read in full, and who hears of it. */
@OnSharedService
class ContactReadsResourceTest {
    private static final int READS_AN_HOUR = 60;
    private static final int BURST = 20;

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

    private static void read(Person by, UUID customer, int status) {
        by.request()
                .get("/api/v1/customers/{id}/contact-details", customer)
                .then()
                .statusCode(status);
    }

    /** How often the person heard of the advisor. */
    private String told(Person person) {
        return firm.one(
                "select count(*) from notifications where person_id = ? and kind = 'CONTACT_BURST' and entity_id = ?",
                person.id(),
                advisor.id());
    }
}
