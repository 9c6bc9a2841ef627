package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Names on file come to be found by what later versions write of them. */
@OnSharedService
class SearchTextRenewalResourceTest {
    private static final String OLD = " lizhang zhang lz z ";

    private final Firm firm;
    private final Person advisor;

    SearchTextRenewalResourceTest(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
    }

    @Test
    void aNameWithOldWordsIsFoundByAFurtherReadingAfterwards() {
        UUID customer = firm.customerOf(advisor, "李长");
        String version = firm.one("select version from customers where id = ?", customer);
        firm.execute("update customers set search_text = ? where id = ?", OLD, customer);
        assertThat(found("lichang")).isEmpty();
        renew(customer);
        assertThat(found("lichang")).containsExactly(customer.toString());
        assertThat(firm.one("select search_text from customers where id = ?", customer))
                .isEqualTo(SearchText.of("李长"));
        assertThat(firm.one("select version from customers where id = ?", customer))
                .isEqualTo(version);
    }

    @Test
    void whoHasBeenErasedStaysWithoutWords() {
        UUID customer = firm.customerOf(advisor, "李长");
        firm.execute("update customers set search_text = '', erased_at = now() where id = ?", customer);
        renew(customer);
        assertThat(firm.one("select search_text from customers where id = ?", customer))
                .isEmpty();
    }

    @Test
    void theServiceHasRenewedItsNamesOnceForItsVersion() {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> firm.one(
                                "select count(*) from search_text_renewals r join jobs j on j.subject_id = r.id"
                                        + " where r.version = ? and r.finished_at is not null and j.status = 'DONE'",
                                SearchText.VERSION),
                        "1"::equals);
    }

    private List<String> found(String query) {
        return advisor.request()
                .get("/api/v1/customers?q={query}", query)
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    /** As a later version does, from a customer on: an earlier one's words may be those of another test. */
    private void renew(UUID from) {
        UUID renewal = Ids.next();
        firm.execute(
                """
                insert into search_text_renewals (id, version, upto, begun_at)
                select ?, ?, (select id from customers where id < ? order by id desc limit 1), now()""",
                renewal,
                ThreadLocalRandom.current().nextInt(Integer.MIN_VALUE, 0),
                from);
        firm.execute(
                """
                insert into jobs (id, kind, subject_id, total, created_by)
                values (?, 'SEARCH_TEXT_RENEWAL', ?, (select count(*) from customers), ?)""",
                Ids.next(),
                renewal,
                advisor.id());
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> firm.one(
                                "select finished_at is not null from search_text_renewals where id = ?", renewal),
                        "t"::equals);
    }
}
