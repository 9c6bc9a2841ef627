package io.wealthcrm.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Some of an advisor's customers go to others, and who gives them stays. */
class TransferResourceTest extends SuccessionCase {
    private static final String PATH = "/api/v1/customers/transfers";

    TransferResourceTest(Service service) {
        super(service);
    }

    @CanIgnoreReturnValue
    private ValidatableResponse transfer(Person by, String query, Map<String, Object> heir) {
        return by.once()
                .body(Map.of("fromAdvisorId", leaver.id(), "transfers", List.of(heir), "reason", "区域调整"))
                .post(PATH + query)
                .then();
    }

    private Map<String, Object> named(UUID... customers) {
        return Map.of("advisorId", heir.id(), "customerIds", customers);
    }

    @Test
    void someGoWithAllThatIsTheirsAndComeBackByteForByte() {
        UUID going = busyCustomer();
        UUID staying = busyCustomer();
        var before = everything(going, staying);
        Object shown = transfer(lead, "?preview=true", named(going))
                .statusCode(200)
                .extract()
                .path("items");

        String id = transfer(lead, "", named(going))
                .statusCode(201)
                .body("outcome.customers", equalTo(1))
                .extract()
                .path("id");

        lead.request().get("/api/v1/successions/" + id + "/items").then().body("items", equalTo(shown));
        heir.request().get("/api/v1/customers/" + going).then().statusCode(200);
        leaver.request().get("/api/v1/customers/" + going).then().statusCode(404);
        leaver.request()
                .get("/api/v1/orders?status=CANCELLED")
                .then()
                .body("items.customerId", contains(staying.toString()));
        leaver.request().get("/api/v1/customers/" + staying).then().statusCode(200);
        assertThat(roomsOf(leaver, going)).isEqualTo("0");
        assertThat(roomsOf(heir, going)).isEqualTo("2");
        assertThat(roomsOf(leaver, staying)).isEqualTo("2");
        lead.once()
                .post("/api/v1/successions/" + id + "/undo")
                .then()
                .statusCode(200)
                .body("leftAlone", hasSize(0));
        assertThat(everything(going, staying)).isEqualTo(before);
    }

    @Test
    void whoWasMergedMeanwhileStaysWithAllThatIsTheirs() {
        UUID going = customer("并入他人");
        UUID order = order(going);
        String id = transfer(lead, "", named(going)).statusCode(201).extract().path("id");
        UUID survivor = firm.customerOf(heir, "留存客户");
        manager.once()
                .body(Map.of("survivorId", survivor, "mergedId", going))
                .post("/api/v1/customers/merges")
                .then()
                .statusCode(201);

        lead.once().post("/api/v1/successions/" + id + "/undo").then().statusCode(200);

        heir.request()
                .get("/api/v1/orders/" + order)
                .then()
                .statusCode(200)
                .body("advisorId", equalTo(heir.id().toString()));
        leaver.request().get("/api/v1/orders/" + order).then().statusCode(404);
    }

    private String roomsOf(Person person, UUID customer) {
        return firm.one(
                """
                select count(*) from members m join conversations c on c.id = m.conversation_id
                 where m.user_id = ? and m.left_at is null
                   and (c.order_id in (select id from orders where customer_id = ?)
                        or c.kind = 'CONSULTATION' and c.id in (select x.conversation_id from members x join users a on a.id = x.user_id
                                                                where a.customer_id = ?))""",
                person.id(),
                customer,
                customer);
    }

    @Test
    void byTierAndCityWhoFitsGoes() {
        UUID gold = customer("金卡客户");
        UUID standard = customer("普通客户");
        firm.execute("update customers set tier = 'GOLD', city = '苏州' where id = ?", gold);

        transfer(lead, "", Map.of("advisorId", heir.id(), "tiers", List.of("GOLD"), "cities", List.of("苏州")))
                .statusCode(201);

        assertThat(firm.one("select advisor_id from customers where id = ?", gold))
                .isEqualTo(heir.id().toString());
        assertThat(firm.one("select advisor_id from customers where id = ?", standard))
                .isEqualTo(leaver.id().toString());
        assertThat(firm.one(
                        "select data ->> 'summary' from timeline_entries where customer_id = ? and kind = 'TRANSFERRED'",
                        gold))
                .isEqualTo("区域调整");
    }

    @Test
    void refusedItChangesNothing() {
        UUID customer = customer("唯一客户");
        Person foreign = firm.advisorIn(firm.otherTeam);
        var before = everything(customer);

        transfer(lead, "", Map.of("advisorId", heir.id(), "tiers", List.of("DIAMOND")))
                .statusCode(422)
                .body("code", equalTo("NOTHING_TO_TRANSFER"));
        transfer(lead, "", Map.of("advisorId", leaver.id())).statusCode(422).body("code", equalTo("TRANSFER_TO_SELF"));
        transfer(lead, "", Map.of("advisorId", foreign.id())).statusCode(422).body("code", equalTo("UNKNOWN_HEIR"));
        transfer(lead, "", named(UUID.randomUUID())).statusCode(422).body("code", equalTo("NOT_THEIR_CUSTOMER"));
        transfer(heir, "", named(customer)).statusCode(403);
        foreign.request().get("/api/v1/users").then().statusCode(403);
        lead.once()
                .body(Map.of("fromAdvisorId", foreign.id(), "transfers", List.of(named(customer))))
                .post(PATH)
                .then()
                .statusCode(404);

        assertThat(everything(customer)).isEqualTo(before);
    }

    @Test
    void toWhoHasLeftSinceNothingGoesBack() {
        UUID customer = customer("唯一客户");
        String id =
                transfer(manager, "", named(customer)).statusCode(201).extract().path("id");
        offboard(manager, offboarding("TRANSFER", List.of())).statusCode(201);
        var before = everything(customer);

        manager.once()
                .post("/api/v1/successions/" + id + "/undo")
                .then()
                .statusCode(422)
                .body("code", equalTo("TRANSFER_TO_DEPARTED"));

        assertThat(everything(customer)).isEqualTo(before);
    }
}
