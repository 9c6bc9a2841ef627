package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The table that offices and leads are found customers by says what the files say. */
@OnSharedService
class CustomerWordsResourceTest {
    /** Of all customers the other tests have made, changed, merged, parted, erased and imported so far. */
    private static final String DIFFERENT =
            """
            select count(*) from customers c full join customer_words w on w.id = c.id
             where (c.search_text, c.phone_tokens, c.erased_at is not null, c.unit_id)
                   is distinct from (w.search_text, w.phone_tokens, w.erased, w.unit_id)""";

    private final Firm firm;
    private final Person advisor;
    private final Person lead;
    private final Person executive;

    CustomerWordsResourceTest(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        executive = firm.office(Role.EXECUTIVE);
    }

    @Test
    void whoIsRenamedIsFoundByTheNewNameAndPhoneAlone() {
        UUID customer = firm.customerOf(advisor, "鬱旧名");
        String phone = Firm.newPhone();
        String former = firm.one("select cast(phone_tokens as text) from customers where id = ?", customer);
        assertFound("鬱旧", customer.toString());
        advisor.request()
                .header("If-Match", "\"0\"")
                .body(Map.of("name", "龗新名", "phone", phone))
                .patch("/api/v1/customers/" + customer)
                .then()
                .statusCode(200);
        assertFound("鬱旧");
        assertFound("龗新", customer.toString());
        assertFound(phone, customer.toString());
        assertThat(firm.one("select cast(phone_tokens as text) from customer_words where id = ?", customer))
                .isNotEqualTo(former);
    }

    @Test
    void whoIsErasedIsFoundByThoseAloneWhoKeepTheRest() {
        UUID customer = firm.customerOf(advisor, "爩某");
        UUID other = firm.customerOf(advisor, "爩某某");
        firm.execute("update customers set erased_at = now() where id = ?", customer);
        assertFound("爩某", other.toString());
        assertThat(found(firm.office(Role.COMPLIANCE), "爩某")).containsExactly(other.toString(), customer.toString());
    }

    @Test
    void theyAreThoseOfTheFiles() {
        assertThat(firm.one(DIFFERENT)).isEqualTo("0");
    }

    @Test
    void anotherAdvisorMovesNone() {
        UUID customer = firm.customerOf(advisor, "不动");
        String before = row(customer);
        firm.execute(
                "update customers set advisor_id = ?, version = version + 1 where id = ?",
                firm.advisor().id(),
                customer);
        assertThat(row(customer)).isEqualTo(before);
        firm.execute("update customers set search_text = search_text || 'x ' where id = ?", customer);
        assertThat(row(customer)).isNotEqualTo(before);
    }

    @Test
    void whoChangesUnitsIsFoundThereAlone() {
        UUID customer = firm.customerOf(advisor, "鱻迁");
        Person foreign = firm.person(firm.otherTeam, Role.TEAM_LEAD);
        assertThat(found(foreign, "鱻迁")).isEmpty();
        assertFound("鱻迁", customer.toString());
        firm.execute(
                "update customers set advisor_id = ?, unit_id = ?, version = version + 1 where id = ?",
                firm.advisorIn(firm.otherTeam).id(),
                firm.otherTeam,
                customer);
        assertThat(firm.one("select unit_id from customer_words where id = ?", customer))
                .isEqualTo(firm.otherTeam.toString());
        assertThat(found(foreign, "鱻迁")).containsExactly(customer.toString());
        assertThat(found(lead, "鱻迁")).isEmpty();
        assertThat(found(executive, "鱻迁")).containsExactly(customer.toString());
    }

    /** Where the row stands and who wrote it: each change of it gives another. */
    private String row(UUID customer) {
        return firm.one("select ctid || ' ' || xmin from customer_words where id = ?", customer);
    }

    private void assertFound(String query, String... customers) {
        for (Person reader : List.of(advisor, lead, executive)) {
            assertThat(found(reader, query)).containsExactly(customers);
        }
    }

    private static List<String> found(Person reader, String query) {
        return reader.request()
                .get("/api/v1/customers?q={query}", query)
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }
}
