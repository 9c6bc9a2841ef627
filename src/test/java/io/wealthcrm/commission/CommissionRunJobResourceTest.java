package io.wealthcrm.commission;

import static io.wealthcrm.commission.Desk.id;
import static io.wealthcrm.commission.Desk.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.sql.Date;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A run while its job has yet to calculate it, and one whose job gave up. */
@OnSharedService
class CommissionRunJobResourceTest {
    private final Desk desk;
    private final UUID plan;

    CommissionRunJobResourceTest(Service service) {
        desk = Desk.of(service);
        plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
    }

    @Test
    void aRunIsAJobThatItsOwnerSeesTheEndOf() {
        desk.sale(desk.advisor, "1000000.00");
        desk.sale(desk.advisor, "2000000.00");
        ChatApp app = ChatApp.of(desk.finance);
        ChatApp other = ChatApp.of(desk.controller);
        ValidatableResponse accepted = desk.ask(plan, desk.month)
                .statusCode(202)
                .body("kind", equalTo("COMMISSION_RUN"))
                .body("total", equalTo(2));
        UUID run = desk.calculated(accepted);
        desk.run(run).body("status", equalTo("PREVIEW")).body("orders", equalTo(2));
        JsonNode end = app.await(frame -> frame.path("t").asText().equals("job")
                        && frame.at("/d/status").asText().equals("DONE"))
                .path("d");
        assertThat(end.path("subjectId").asText()).isEqualTo(run.toString());
        assertThat(end.path("done").asInt()).isEqualTo(2);
        assertThat(end.at("/result/commissionRunId").asText()).isEqualTo(run.toString());
        assertThat(other.frames("job")).isEmpty();
    }

    @Test
    void aRunThatWaitsIsNotApprovedAndAskedForAgainItIsTheSame() {
        UUID run = waiting();
        desk.run(run).body("status", equalTo("CALCULATING")).body("lines", equalTo(0));
        desk.approve(desk.controller, run).statusCode(409).body("code", equalTo("COMMISSION_NOT_CALCULATED"));
        desk.ask(plan, desk.month).statusCode(202).body("subjectId", equalTo(run.toString()));
        desk.ask(plan, desk.month.plusMonths(1)).statusCode(409).body("code", equalTo("COMMISSION_PREVIEW_OPEN"));
        desk.run(run).body("status", equalTo("CALCULATING")).body("approvedBy", nullValue());
        goOn(run);
        await().until(() -> desk.run(run).extract().path("status"), "PREVIEW"::equals);
    }

    @Test
    void aRunDiscardedBeforeItIsCalculatedGoesWithItsJob() {
        UUID order = desk.sale(desk.advisor, "1000000.00");
        UUID run = waiting();
        discard(run).statusCode(204);
        desk.run(run).body("status", equalTo("DISCARDED"));
        desk.approve(desk.controller, run).statusCode(409).body("code", equalTo("COMMISSION_NOT_CALCULATED"));
        desk.ask(plan, desk.month).statusCode(409).body("code", equalTo("COMMISSION_RUN_IN_FLIGHT"));
        goOn(run);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> desk.run(run).extract().statusCode() == 404);
        assertThat(ended(run)).isEqualTo("FAILED COMMISSION_RUN_DISCARDED");
        assertThat(desk.lines(order, desk.advisor)).isNull();
        desk.run(plan, desk.month).statusCode(200).body("lines", equalTo(1));
    }

    /** The sale is paid already, in the month it was confirmed in before somebody moved it. */
    @Test
    void aRunWhoseJobGaveUpIsDiscardedAndMadeAnew() {
        UUID order = desk.sale(desk.advisor, "1000000.00");
        desk.settle(plan, desk.month);
        desk.confirm(order, desk.month.plusMonths(1) + "-05T12:00:00+08:00");
        UUID run = waiting(1);
        desk.firm.execute("update jobs set attempts = 10, due_at = now() where subject_id = ?", run);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> desk.run(run).extract().path("status"), "FAILED"::equals);
        assertThat(ended(run)).isEqualTo("FAILED INTERNAL");
        desk.approve(desk.controller, run).statusCode(409).body("code", equalTo("COMMISSION_NOT_CALCULATED"));
        desk.run(plan, desk.month.plusMonths(1)).statusCode(200).body("status", equalTo("FAILED"));
        desk.confirm(order, desk.month + "-05T12:00:00+08:00");
        discard(run).statusCode(204);
        desk.run(run).statusCode(404);
        UUID next = id(desk.run(plan, desk.month.plusMonths(1)).statusCode(200).body("status", equalTo("PREVIEW")));
        assertThat(desk.count("commission_lines", "run_id", next)).isEqualTo("0");
    }

    private UUID waiting() {
        return waiting(0);
    }

    /** A run whose job's turn comes in an hour. */
    private UUID waiting(int months) {
        UUID run = Ids.next();
        desk.firm.execute(
                """
                insert into commission_runs (id, plan_id, plan_version_id, month, status, prepared_by, prepared_at)
                select ?, plan_id, id, ?, 'CALCULATING', ?, now() from commission_plan_versions where plan_id = ?""",
                run,
                Date.valueOf(desk.month.plusMonths(months).atDay(1)),
                desk.finance.id(),
                plan);
        desk.firm.execute(
                """
                insert into jobs (id, kind, subject_id, total, created_by, due_at)
                values (?, 'COMMISSION_RUN', ?, 0, ?, now() + interval '1 hour')""",
                Ids.next(),
                run,
                desk.finance.id());
        return run;
    }

    private void goOn(UUID run) {
        desk.firm.execute("update jobs set due_at = now() where subject_id = ?", run);
    }

    private String ended(UUID run) {
        return desk.firm.one("select status || ' ' || (result ->> 'code') from jobs where subject_id = ?", run);
    }

    private ValidatableResponse discard(UUID run) {
        return desk.finance
                .request()
                .delete("/api/v1/commissions/runs/{id}", run)
                .then();
    }
}
