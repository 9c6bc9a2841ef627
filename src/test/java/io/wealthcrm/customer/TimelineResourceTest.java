package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A timeline narrowed, and merged from its sources; that it is one statement is in {@code RoundTripServiceTest}. */
@OnSharedService
class TimelineResourceTest {
    private static Firm firm;
    private static Person advisor;
    private UUID customer;

    @BeforeAll
    static void open(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
    }

    /** Six lines of 1 to 6 March 2026, of which the fourth and the sixth are pushes; the last is not the timeline's. */
    @BeforeEach
    void customer() {
        customer = firm.customerOf(advisor, "晏殊");
        entry("CALL", 1, advisor);
        entry("ORDER_SUBMITTED", 2, advisor);
        entry("ORDERLY", 3, null);
        push("ORDER_MOVED", 4);
        entry("TRANSFERRED", 5, firm.office(Role.OPERATIONS));
        push("MATURITY", 6);
        push("CHAT_MESSAGE", 7);
    }

    private void entry(String kind, int day, Person by) {
        firm.execute(
                """
                insert into timeline_entries (id, customer_id, at, kind, by_id, data)
                values (uuidv7(), ?, make_timestamptz(2026, 3, ?, 12, 0, 0, 'Asia/Shanghai'), ?, cast(? as uuid), '{}')""",
                customer,
                day,
                kind,
                by == null ? null : by.id().toString());
    }

    private void push(String kind, int day) {
        firm.execute(
                """
                insert into notifications (id, person_id, kind, entity_id, occasion, batch, created_at, expires_at)
                select uuidv7(), id, ?, uuidv7(), 'x', uuidv7(), make_timestamptz(2026, 3, ?, 12, 0, 0, 'Asia/Shanghai'), now()
                  from users where customer_id = ?""",
                kind,
                day,
                customer);
    }

    private ValidatableResponse timeline(String query) {
        return advisor.request()
                .get("/api/v1/customers/" + customer + "/timeline" + (query.isEmpty() ? "" : "?" + query))
                .then();
    }

    @Test
    void mergesWhatTheAppWasToldWithoutTheWords() {
        timeline("")
                .statusCode(200)
                .body(
                        "items.kind",
                        contains(
                                "PUSH_MATURITY",
                                "TRANSFERRED",
                                "PUSH_ORDER_MOVED",
                                "ORDERLY",
                                "ORDER_SUBMITTED",
                                "CALL"))
                .body("items.summary", everyItem(nullValue()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "group=ORDER | ORDER_SUBMITTED",
                "group=CONTACT | CALL",
                "group=STAFF | TRANSFERRED",
                "group=PUSH | PUSH_MATURITY PUSH_ORDER_MOVED",
                "group=SERVICE | ",
                "kind=CALL,PUSH_MATURITY | PUSH_MATURITY CALL",
                "kind=CAL_ | ",
                "group=PUSH&kind=PUSH_MATURITY,CALL | PUSH_MATURITY",
                "group=ORDER&kind=CALL | ",
                "group=ORDER&kind=PUSH_MATURITY | ",
                "from=2026-03-05 | PUSH_MATURITY TRANSFERRED",
                "to=2026-03-02 | ORDER_SUBMITTED CALL",
                "from=2026-03-04&to=2026-03-04 | PUSH_ORDER_MOVED",
                "from=2026-03-04&to=2026-03-03 | "
            })
    void narrows(String query, String kinds) {
        List<String> expected = kinds == null ? List.of() : List.of(kinds.split(" "));
        timeline(query).statusCode(200).body("items.kind", equalTo(expected));
    }

    @Test
    void narrowsToWhoDidIt() {
        timeline("by=" + advisor.id()).body("items.kind", contains("ORDER_SUBMITTED", "CALL"));
        timeline("by=" + UUID.randomUUID()).statusCode(200).body("items", empty());
        timeline("by=" + advisor.id() + "&group=PUSH").statusCode(200).body("items", empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "group=FRIENDS",
                "kind=call",
                "kind=CALL,",
                "kind=%25",
                "from=yesterday",
                "to=2026-02-30",
                "to=99999-01-01",
                "by=me"
            })
    void refusesWhatItCannotRead(String query) {
        timeline(query).statusCode(400).body("code", equalTo("INVALID_INPUT"));
    }

    @Test
    void aPageGoesOnOverBothSourcesEvenAtTheSameInstant() {
        push("PAYOUT", 5);
        push("ORDER_MOVED", 5);
        entry("CALL", 5, advisor);
        List<String> whole = timeline("limit=100").extract().jsonPath().getList("items.id");
        List<String> paged = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page =
                    timeline("limit=2" + cursor).statusCode(200).extract().jsonPath();
            paged.addAll(page.getList("items.id"));
            String next = page.getString("nextCursor");
            cursor = next == null ? null : "&cursor=" + next;
        }
        assertThat(paged).hasSize(9).isEqualTo(whole);
    }

    @Test
    void filtersOpenNoForeignFile() {
        firm.advisor()
                .request()
                .get("/api/v1/customers/" + customer + "/timeline?group=SERVICE")
                .then()
                .statusCode(404);
        firm.advisor()
                .request()
                .get("/api/v1/customers/" + customer + "/timeline?group=ORDER&kind=PUSH_MATURITY")
                .then()
                .statusCode(404);
    }

    @Test
    void whoCameToAnEventIsNotedAsSuch() {
        advisor.once()
                .body(Map.of("kind", "EVENT", "at", "2026-03-08T10:00:00Z", "summary", "参加春季沙龙"))
                .post("/api/v1/customers/" + customer + "/interactions")
                .then()
                .statusCode(201)
                .body("kind", equalTo("EVENT"));
        timeline("group=EVENT").statusCode(200).body("items.kind", equalTo(List.of("EVENT")));
        timeline("group=CONTACT").body("items.kind", equalTo(List.of("CALL")));
    }
}
