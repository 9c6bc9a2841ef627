package io.wealthcrm;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.wealthcrm.testing.AccessMatrix;
import io.wealthcrm.testing.AccessMatrix.Route;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Persona;
import io.wealthcrm.testing.Related;
import io.wealthcrm.testing.RelatedRecords;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every list there is, also a new one, read by everybody who may ask: no page names a record, or its customer, that is out
 * of the reader's sight. What is no list of items must be named here with the test that holds its figures.
 */
@OnSharedService
class AccessListsServiceTest {
    /** Pages of a hundred; readers of some customers alone have no more. */
    private static final int MOST_PAGES = 5;

    private static final Map<String, String> FIRMS = reason(
            "the firm's, the same for all who may ask",
            "attrition-rules",
            "audit/verification",
            "callback-questions",
            "complaints/sla-rules",
            "contributions/leeways",
            "conversations/retention-rules",
            "ledger/accounts",
            "ledger/vouchers",
            "pool/rules",
            "pool/settings",
            "regimes",
            "reminder-rules",
            "risk-questionnaires/current",
            "tiers/rules",
            "units");

    private static final Map<String, String> OWN = reason(
            "of the caller alone, whom the request does not name",
            "consultations/availability",
            "me",
            "me/privacy",
            "notification-preferences",
            "performance/me");

    private static final Map<String, String> FIGURES = Map.of(
            "channel-costs/report", "ChannelCostServiceTest",
            "conversations/exports", "ChatExportResourceTest",
            "customers/distributions", "AccessNumbersServiceTest",
            "demo/sms-messages", "DemoFirmServiceTest",
            "performance/leaderboards", "LeaderboardResourceTest",
            "performance/targets", "TargetResourceTest");

    /** Lists of people, of what the firm has, or of what is not laid here: an empty one is no proof of them. */
    private static final Set<String> WITHOUT_RECORDS = Set.of(
            "agenda/appointments",
            "agenda/plans",
            "approvals",
            "approvals/delegations",
            "approvals/flows",
            "channel-costs",
            "commissions/clawbacks",
            "commissions/plans",
            "commissions/runs",
            "commissions/statements",
            "consultations",
            "consultations/queue",
            "contracts",
            "contributions",
            "conversations",
            "conversations/holds",
            "conversations/search",
            "customers/exports",
            "customers/imports",
            "duplicates",
            "extra-fields",
            "ledger/entries",
            "ledger/periods",
            "notifications/deliveries",
            "payouts",
            "payouts/batches",
            "pool/warnings",
            "privacy-requests",
            "products",
            "reminders",
            "segments",
            "tasks",
            "users");

    /** What a list cannot do without. */
    private static final Map<String, String> ASKED =
            Map.of("conversations/search", "?q=%E7%9F%A9%E9%98%B5", "commissions/statements", "?month=2026-01");

    /** What people were told while it was in their sight; what is opened from there is judged anew. */
    private static final String TOLD = "notifications";

    private static RelatedRecords records;

    @BeforeAll
    static void lay(Service service) {
        records = RelatedRecords.on(service);
    }

    private static Map<String, String> reason(String why, String... lists) {
        return Stream.of(lists).collect(toMap(Function.identity(), list -> why));
    }

    private static Stream<Route> lists() {
        return AccessMatrix.routes().stream()
                .filter(route -> route.isRead() && route.path().indexOf('{') < 0)
                .filter(route -> !name(route).equals(TOLD));
    }

    private static String name(Route route) {
        return route.path().substring("/api/v1/".length());
    }

    @Test
    void whatIsNamedHereIsPublished() {
        assertThat(lists().map(AccessListsServiceTest::name))
                .containsAll(FIRMS.keySet())
                .containsAll(OWN.keySet())
                .containsAll(FIGURES.keySet())
                .containsAll(ASKED.keySet());
    }

    @Test
    void noListNamesWhatIsOutOfSight() {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        Queue<String> named = new ConcurrentLinkedQueue<>();
        lists().parallel().forEach(route -> records.personas().stream()
                .filter(persona -> route.isFor(Set.of(persona.role())))
                .forEach(persona -> {
                    Set<UUID> hidden = hidden(persona);
                    Set<UUID> seen = ids(records.all().stream().filter(persona::sees));
                    for (Response page : pages(route, persona, wrong)) {
                        String text = page.asString();
                        hidden.stream()
                                .filter(id -> text.contains(id.toString()))
                                .forEach(id -> wrong.add(persona + " reads " + id + " in " + route.path()));
                        if (seen.stream().anyMatch(id -> text.contains(id.toString()))) {
                            named.add(name(route));
                        }
                    }
                }));
        assertThat(wrong).isEmpty();
        Set<String> silent = lists().map(AccessListsServiceTest::name).collect(toSet());
        silent.removeAll(named);
        Stream.of(FIRMS.keySet(), OWN.keySet(), FIGURES.keySet(), WITHOUT_RECORDS)
                .forEach(silent::removeAll);
        assertThat(silent).as("lists that showed nothing of what is in sight").isEmpty();
    }

    /** Of customers of whom nothing at all is in sight: of one's own order the customer may have gone to the pool. */
    private static Set<UUID> hidden(Persona persona) {
        Set<UUID> known = records.all().stream()
                .filter(persona::sees)
                .map(Related::customer)
                .collect(toSet());
        return ids(records.all().stream()
                .filter(record -> record.relation() != Related.Relation.MERGED && !known.contains(record.customer())));
    }

    private static Set<UUID> ids(Stream<Related> some) {
        return some.flatMap(record -> Stream.of(record.id(), record.customer())).collect(toSet());
    }

    /** Up to the last of them, or the one answer of what has none. */
    private static List<Response> pages(Route route, Persona persona, Queue<String> wrong) {
        String list = name(route);
        List<Response> pages = new ArrayList<>();
        String asked = route.path() + ASKED.getOrDefault(list, "");
        Response page = persona.person().request().accept("*/*").get(asked);
        pages.add(page);
        boolean isList = page.contentType().contains("json")
                && page.jsonPath().get("") instanceof Map<?, ?> answer
                && answer.get("items") instanceof List<?>;
        if (!isList && !FIRMS.containsKey(list) && !OWN.containsKey(list) && !FIGURES.containsKey(list)) {
            wrong.add(persona + " " + route.key() + " is no list and held by no test → " + page.statusCode());
        }
        String next = isList ? page.jsonPath().getString("nextCursor") : null;
        for (int i = 1; next != null && i < MOST_PAGES; i++) {
            Response more = persona.person()
                    .request()
                    .queryParam("limit", 100)
                    .queryParam("cursor", next)
                    .get(asked);
            pages.add(more);
            if (more.statusCode() != 200) {
                wrong.add(persona + " " + route.key() + " has no next page → " + more.statusCode());
                break;
            }
            next = more.jsonPath().getString("nextCursor");
        }
        return pages;
    }
}
