package io.wealthcrm.commission;

import static io.wealthcrm.commission.Desk.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same run asked for by many at once. */
@OnSharedService
class CommissionRunServiceTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Desk desk;

    CommissionRunServiceTest(Service service) {
        desk = Desk.of(service);
    }

    /** The others are told that it is there or that it is being worked on; none adds a line. */
    @Test
    void aHundredEqualRequestsAreOneRun() {
        UUID plan = desk.plan(rule("ADVISOR", "0.00", "0.0050"));
        UUID order = desk.sale(desk.advisor, "1000000.00");
        List<Integer> answers = IntStream.range(0, 100).mapToObj(i -> send(plan)).toList().stream()
                .map(CompletableFuture::join)
                .map(HttpResponse::statusCode)
                .toList();
        assertThat(answers).contains(202).isSubsetOf(200, 202, 409);
        desk.run(plan, desk.month).statusCode(200);
        assertThat(desk.firm.one(
                        "select count(*) from jobs j join commission_runs r on r.id = j.subject_id where r.plan_id = ?",
                        plan))
                .isEqualTo("1");
        assertThat(desk.count("commission_runs", "plan_id", plan)).isEqualTo("1");
        assertThat(desk.count("commission_lines", "order_id", order)).isEqualTo("1");
    }

    private CompletableFuture<HttpResponse<String>> send(UUID plan) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + desk.finance.port() + "/api/v1/commissions/runs"))
                .header("Authorization", "Bearer " + desk.finance.token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"planId\":\"%s\",\"month\":\"%s\"}".formatted(plan, desk.month)))
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
