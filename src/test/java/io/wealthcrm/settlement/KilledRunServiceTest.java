package io.wealthcrm.settlement;

import static io.wealthcrm.settlement.Desk.id;
import static io.wealthcrm.settlement.Desk.interest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run killed in the middle goes on with whole steps: every holding is paid once. */
@Tag("faults")
class KilledRunServiceTest {
    private static final int HOLDINGS = 20_000;

    @Test
    void aKilledRunIsFinishedAfterTheRestart() {
        try (Service service = Service.named("killed-run")
                .withoutDemo()
                .with("wealth.settlement.run-step", "100")
                .start()) {
            Desk desk = Desk.at(service);
            UUID product = desk.fixedTerm();
            UUID template = desk.holding(product, "1000000.00");
            desk.multiply(template, HOLDINGS);
            desk.cash(product, "2000000000.00", "INVESTMENT_INCOME");
            UUID distribution = id(desk.prepare(desk.operations, product, "distributions", interest("0.1"))
                    .statusCode(201));
            String job = desk.approve(desk.finance, product, "distributions", distribution)
                    .statusCode(202)
                    .extract()
                    .path("id");
            for (int kill = 1; kill <= 3; kill++) {
                int floor = kill * 1_000;
                await().atMost(Duration.ofSeconds(60)).until(() -> done(desk, job) >= floor);
                service.kill9();
                Service unused = service.start();
                assertThat(done(desk, job)).isLessThan(HOLDINGS);
                assertWhole(desk, product, done(desk, job));
            }
            await().atMost(Duration.ofSeconds(120)).until(() -> done(desk, job) == HOLDINGS);
            desk.awaitJob(job, "DONE");
            assertWhole(desk, product, HOLDINGS);
            // 20,000 × 1,000,000.00 × 10 %
            assertThat(desk.balance(product, "DISTRIBUTIONS_PAYABLE")).isEqualTo("-2000000000.00");
        }
    }

    /** As many payouts and ledger lines as holdings counted done, in whole steps, or a step more that ran meanwhile. */
    private static void assertWhole(Desk desk, UUID product, long done) {
        String sql =
                """
                select (select count(*) from payouts where product_id = p.id) || ' ' ||
                       (select count(*) from ledger_lines where product_id = p.id and account = 'DISTRIBUTIONS_PAYABLE') || ' ' ||
                       (select sum(j.done) from jobs j join distributions d on d.id = j.subject_id and d.product_id = p.id)
                  from products p where p.id = ?""";
        String[] counts = desk.firm.one(sql, product).split(" ");
        assertThat(counts[0]).isEqualTo(counts[1]).isEqualTo(counts[2]);
        assertThat(Long.parseLong(counts[0])).isGreaterThanOrEqualTo(done);
        assertThat(Long.parseLong(counts[0]) % 100).isZero();
    }

    private static long done(Desk desk, String job) {
        return Long.parseLong(desk.firm.one("select done from jobs where id = cast(? as uuid)", job));
    }
}
