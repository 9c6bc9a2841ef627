package io.wealthcrm.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import io.wealthcrm.testing.SignedToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Claims by many at once, in real parallel requests. */
@OnSharedService
class PoolServiceTest {
    private static final int ADVISORS = 1000;
    private static final int CAP = 3;
    private static final int ROUNDS = 10;

    /** Accounts of advisors in team B, each with a session, as {@code person/session}. */
    private static final String CROWD =
            """
            with hired as (
                insert into users (id, username, password_hash, display_name, roles, unit_id)
                select uuidv7(), 'crowd-' || ? || '-' || n, '-', '抢客 ' || n, '{ADVISOR}', ? from generate_series(1, ?) n
                returning id),
            signed_in as (
                insert into sessions (id, user_id, installation_id, expires_at)
                select uuidv7(), id, 'crowd', now() + interval '1 hour' from hired returning id, user_id)
            select string_agg(user_id || '/' || id, ',') from signed_in""";

    /** A connection for each request that waits, and few threads for all of them. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newFixedThreadPool(4))
            .build();

    private final PoolDesk desk;

    PoolServiceTest(Service service) {
        desk = new PoolDesk(service);
    }

    @Test
    void ofAThousandAdvisorsAtOnceOneWins() throws Exception {
        UUID customer = desk.pooled();
        List<String> tokens = crowd();

        Map<Integer, Long> answers;
        try {
            answers = statuses(
                    tokens.stream().map(token -> claim(token, customer)).toList());
        } finally {
            // What other tests tell all who sell is not for them.
            desk.firm.execute("update users set active = false where unit_id = ?", desk.firm.teamB);
        }

        assertThat(answers).containsExactlyInAnyOrderEntriesOf(Map.of(200, 1L, 409, ADVISORS - 1L));
        assertThat(desk.firm.one(
                        """
                        select count(*) || ' ' || count(*) filter (where e.to_advisor_id = c.advisor_id and e.claimed_on is not null)
                          from pool_entries e join customers c on c.id = e.customer_id where c.id = ?""",
                        customer))
                .isEqualTo("1 1");
        assertThat(written(
                        customer, "select count(*) from timeline_entries where kind = 'CLAIMED' and customer_id = ?"))
                .isEqualTo(1);
        assertThat(written(
                        customer,
                        "select count(*) from audit_log where action = 'CUSTOMER_CLAIMED' and subject_id = ?"))
                .isEqualTo(1);
        assertThat(
                        written(
                                customer,
                                """
                        select count(*) from outbox_events where kind = 'CustomerTransferred'
                           and payload ->> 'customerId' = cast(? as text) and payload ->> 'to' is not null"""))
                .isEqualTo(1);
    }

    @Test
    void oneAdvisorsClaimsAtOnceStopAtTheCap() {
        desk.firm.execute(
                """
                insert into pool_settings (branch_id, version, claims_per_day, holdings_cap, no_take_back_days, protects_holders, changed_at)
                values (?, 1, ?, 300, 90, true, now())""",
                desk.firm.branch,
                CAP);
        List<UUID> customers =
                IntStream.range(0, 3 * CAP).mapToObj(i -> desk.pooled()).toList();
        Person hunter = desk.firm.advisor();

        List<HttpResponse<String>> answers =
                customers.stream().map(customer -> claim(hunter.token(), customer)).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(CAP);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .hasSize(2 * CAP)
                .allSatisfy(answer -> assertThat(answer.body()).contains("DAILY_CLAIM_CAP", "nextAt"));
        assertThat(desk.firm.one("select count(*) from customers where advisor_id = ?", hunter.id()))
                .isEqualTo(Integer.toString(CAP));
    }

    @Test
    void aClaimAndAHandOverAtOnceLeaveOneAdvisorAndOneStay() {
        Person manager = desk.firm.person(desk.firm.branch, Role.BRANCH_MANAGER);
        Person claimer = desk.firm.advisor();
        Person heir = desk.firm.advisorIn(desk.firm.teamB);
        for (int round = 0; round < ROUNDS; round++) {
            UUID customer = desk.pooled();
            var claimed = claim(claimer.token(), customer);
            var handed = post(
                    manager.token(),
                    "/api/v1/customers/" + customer + "/transfer",
                    "{\"advisorId\":\"" + heir.id() + "\"}");
            assertThat(claimed.join().statusCode()).isIn(200, 409);
            assertThat(handed.join().statusCode()).isIn(200, 412);
            assertThat(desk.firm.one(
                            """
                            select count(*) || ' ' || count(e.left_at) || ' ' || bool_and(c.advisor_id is not null)
                              from pool_entries e join customers c on c.id = e.customer_id where c.id = ?""",
                            customer))
                    .isEqualTo("1 1 true");
        }
    }

    @Test
    void giftsAndClaimsAtOnceStopAtTheCap() {
        desk.firm.execute(
                """
                insert into pool_settings (branch_id, version, claims_per_day, holdings_cap, no_take_back_days, protects_holders, changed_at)
                values (?, 1, 300, ?, 90, true, now())""",
                desk.firm.branch,
                CAP);
        Person manager = desk.firm.person(desk.firm.branch, Role.BRANCH_MANAGER);
        Person heir = desk.firm.advisor();
        String given = "{\"advisorId\":\"" + heir.id() + "\"}";
        List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
        List<UUID> customers =
                IntStream.range(0, 2 * CAP).mapToObj(i -> desk.pooled()).toList();
        for (int i = 0; i < customers.size(); i++) {
            UUID customer = customers.get(i);
            sent.add(
                    i % 2 == 0
                            ? claim(heir.token(), customer)
                            : post(manager.token(), "/api/v1/customers/" + customer + "/transfer", given));
        }

        assertThat(statuses(sent)).containsExactlyInAnyOrderEntriesOf(Map.of(200, (long) CAP, 409, (long) CAP));
        assertThat(desk.firm.one("select count(*) from customers where advisor_id = ?", heir.id()))
                .isEqualTo(Integer.toString(CAP));
    }

    private long written(UUID customer, String count) {
        return Long.parseLong(desk.firm.one(count, customer));
    }

    private List<String> crowd() throws Exception {
        String all = desk.firm.one(CROWD, UUID.randomUUID().toString().substring(0, 8), desk.firm.teamB, ADVISORS);
        Map<UUID, UUID> sessions = new LinkedHashMap<>();
        for (String each : all.split(",", -1)) {
            String[] ids = each.split("/", -1);
            sessions.put(UUID.fromString(ids[0]), UUID.fromString(ids[1]));
        }
        return SignedToken.ofEach(sessions, desk.advisor.token(), desk.service.dataDir());
    }

    private static Map<Integer, Long> statuses(List<CompletableFuture<HttpResponse<String>>> sent) {
        return sent.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));
    }

    private CompletableFuture<HttpResponse<String>> claim(String token, UUID customer) {
        return post(token, PoolDesk.claimPath(customer), "");
    }

    private CompletableFuture<HttpResponse<String>> post(String token, String path, String body) {
        return HTTP.sendAsync(
                HttpRequest.newBuilder(URI.create("http://localhost:" + desk.service.port() + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
