package io.wealthcrm.attrition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Warnings are raised by rules of the test's own; days are put back in the database, then the scan runs. */
@OnSharedService
@ResourceLock(AttritionDays.RULES)
class AttritionResourceTest {
    private AttritionDays days;

    @BeforeEach
    void days(Service service) {
        days = new AttritionDays(service);
        days.rules();
    }

    @Test
    void eachKindIsRaisedOnceAndEndsWhenDealingsReturn() {
        UUID took = days.valuable();
        days.hold(took, 400, 10);
        days.hold(took, 400, null);
        UUID bought = days.valuable();
        days.order(bought, 100);
        UUID spoke = days.valuable();
        days.contacts(spoke, 4, 40);
        days.contacts(spoke, 2, 5);
        days.scan();
        AttritionDays.list(days.advisor, "limit=100")
                .body("items.customerId", containsInAnyOrder(took.toString(), bought.toString(), spoke.toString()))
                .body("items.state", contains("OPEN", "OPEN", "OPEN"));
        AttritionDays.list(days.advisor, "kind=ASSETS")
                .body("items.customerId", contains(took.toString()))
                .body("items[0].amountBefore", equalTo("2000000.00"))
                .body("items[0].amountAfter", equalTo("1000000.00"));
        AttritionDays.list(days.advisor, "kind=ORDERS")
                .body("items.customerId", contains(bought.toString()))
                .body("items[0].amountAfter", equalTo("0.00"));
        AttritionDays.list(days.advisor, "kind=CONTACTS")
                .body("items.customerId", contains(spoke.toString()))
                .body("items[0].contactsBefore", equalTo(4))
                .body("items[0].contactsAfter", equalTo(2))
                .body("items[0].amountBefore", nullValue());
        assertThat(days.firm.one(
                        "select string_agg(data ->> 'warnings', ',') from notifications where person_id = ? and kind = 'ATTRITION_WARNING'",
                        days.advisor.id()))
                .isEqualTo("3");

        String before = days.state(took) + days.state(bought) + days.state(spoke);
        days.scan();
        assertThat(days.state(took) + days.state(bought) + days.state(spoke)).isEqualTo(before);

        days.hold(took, 5, null);
        days.order(bought, 1);
        days.contacts(spoke, 1, 1);
        days.scan();
        AttritionDays.list(days.advisor, "limit=100").body("items.state", contains("ENDED", "ENDED", "ENDED"));
        AttritionDays.list(days.advisor, "state=OPEN").body("items", empty());
    }

    @Test
    void nobodyIsWarnedOfWhoIsNotValuableOrNotServedOrHadTooLittle() {
        UUID plain = days.firm.customerOf(days.advisor, "普通客户");
        days.contacts(plain, 10, 40);
        UUID little = days.valuable();
        days.contacts(little, 3, 40);
        UUID steady = days.valuable();
        days.contacts(steady, 4, 40);
        days.contacts(steady, 3, 5);
        UUID pooled = days.valuable();
        days.contacts(pooled, 10, 40);
        days.advisor
                .once()
                .body(Map.of("reason", "联系不上"))
                .post("/api/v1/customers/" + pooled + "/release")
                .then()
                .statusCode(200);
        days.scan();
        for (UUID customer : List.of(plain, little, steady, pooled)) {
            assertThat(days.state(customer)).isNull();
        }
        UUID gone = days.firm.customerOf(days.advisor, "全部赎回");
        days.hold(gone, 400, 10);
        AttritionDays.put(
                        days.executive,
                        days.version(),
                        AttritionDays.rules(List.of(), "1000000.00", AttritionDays.MEASURES))
                .statusCode(200);
        days.scan();
        AttritionDays.list(days.advisor, "limit=100").body("items.customerId", contains(gone.toString()));
    }

    @Test
    void anAcknowledgedWarningIsRaisedAnewOnlyAfterTheDaysOfItsMeasure() {
        UUID customer = days.valuable();
        days.contacts(customer, 9, 40);
        days.scan();
        String id = AttritionDays.list(days.advisor, "limit=100").extract().path("items[0].id");
        Person stranger = days.firm.advisorIn(days.firm.otherTeam);
        days.acknowledge(stranger, id).statusCode(404);
        days.acknowledge(days.executive, id).statusCode(403);
        AttritionDays.list(stranger, "limit=100").body("items", empty());
        Person lead = days.firm.person(days.firm.teamA, Role.TEAM_LEAD);
        AttritionDays.list(lead, "limit=100").body("items.id", hasItem(id));

        List<CompletableFuture<String>> both = new ArrayList<>();
        for (Person one : List.of(days.advisor, lead)) {
            both.add(CompletableFuture.supplyAsync(
                    () -> days.acknowledge(one, id).statusCode(200).extract().path("acknowledgedBy")));
        }
        assertThat(both.get(0).join()).isEqualTo(both.get(1).join());
        String before = days.state(customer);
        days.acknowledge(days.advisor, id).statusCode(200).body("state", equalTo("ACKNOWLEDGED"));
        days.scan();
        assertThat(days.state(customer)).isEqualTo(before);

        days.firm.execute(
                "update attrition_warnings set acknowledged_at = acknowledged_at - interval '31 days' where customer_id = ?",
                customer);
        days.scan();
        AttritionDays.list(days.advisor, "limit=100").body("items.state", contains("OPEN", "ENDED"));
        days.acknowledge(days.advisor, id).statusCode(409).body("code", equalTo("ATTRITION_WARNING_ENDED"));
    }

    @Test
    void mergingKeepsOneOfAKindAndTakingItBackGivesBothBack() {
        UUID survivor = days.valuable();
        UUID merged = days.valuable();
        days.contacts(survivor, 9, 40);
        days.contacts(merged, 9, 40);
        days.order(merged, 100);
        days.scan();
        String before = days.state(survivor) + days.state(merged);
        Person operations = days.firm.office(Role.OPERATIONS);
        String id = operations
                .once()
                .body(Map.of("survivorId", survivor, "mergedId", merged))
                .post("/api/v1/customers/merges")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        AttritionDays.list(days.advisor, "limit=100")
                .body("items.customerId", everyItem(equalTo(survivor.toString())))
                .body("items.state", containsInAnyOrder("OPEN", "OPEN", "ENDED"));
        operations
                .once()
                .post("/api/v1/customers/merges/" + id + "/undo")
                .then()
                .statusCode(200);
        assertThat(days.state(survivor) + days.state(merged)).isEqualTo(before);
    }

    @Test
    void theOverviewShowsThemToStaffAlone() {
        UUID customer = days.valuable();
        days.contacts(customer, 9, 40);
        days.scan();
        String path = "/api/v1/customers/" + customer + "/overview";
        days.advisor
                .request()
                .get(path)
                .then()
                .statusCode(200)
                .body("attrition.kind", contains("CONTACTS"))
                .body("attrition[0].before", equalTo("9.00"));
        Person app = days.firm.appOf(days.advisor, customer);
        app.request().get(path).then().statusCode(200).body("attrition", empty());
        app.request().get(AttritionDays.WARNINGS).then().statusCode(403);
    }

    @Test
    void rulesThatMeanNothingOrAreStaleChangeNothing() {
        int version = days.version();
        Map<String, Object> assets = AttritionDays.MEASURES.get(0);
        Map<String, Object> contacts = AttritionDays.MEASURES.get(2);
        AttritionDays.put(days.executive, version, AttritionDays.rules(List.of(), null, List.of(assets)))
                .statusCode(400)
                .body("errors.pointer", contains("/tiers"));
        AttritionDays.put(
                        days.executive, version, AttritionDays.rules(List.of("GOLD"), "0.00", List.of(assets, assets)))
                .statusCode(400)
                .body("errors.pointer", contains("/fromAssets", "/measures/1/kind"));
        Map<String, Object> mixed = Map.of("kind", "CONTACTS", "days", 30, "dropPercent", 50, "fromAmount", "1.00");
        AttritionDays.put(days.executive, version, AttritionDays.rules(List.of("GOLD"), null, List.of(mixed)))
                .statusCode(400)
                .body("errors.pointer", contains("/measures/0/fromContacts", "/measures/0/fromAmount"));
        Map<String, Object> all = Map.of("kind", "ORDERS", "days", 30, "dropPercent", 101, "fromAmount", "1.00");
        AttritionDays.put(days.executive, version, AttritionDays.rules(List.of("GOLD"), null, List.of(all)))
                .statusCode(400);
        AttritionDays.put(days.executive, version + 1, AttritionDays.rules(List.of("GOLD"), null, List.of(contacts)))
                .statusCode(412);
        Person lead = days.firm.person(days.firm.teamA, Role.TEAM_LEAD);
        AttritionDays.put(lead, version, AttritionDays.rules(List.of("GOLD"), null, List.of(contacts)))
                .statusCode(403);
        lead.request()
                .get(AttritionDays.RULES)
                .then()
                .statusCode(200)
                .body("version", equalTo(version))
                .body("measures", hasSize(3))
                .body("tiers", contains("DIAMOND"));
        days.advisor.request().get(AttritionDays.RULES).then().statusCode(403);
    }
}
