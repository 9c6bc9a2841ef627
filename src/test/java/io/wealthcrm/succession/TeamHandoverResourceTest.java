package io.wealthcrm.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of customers' teams when their advisor, or one who sits in them, leaves, and when that is taken back. */
class TeamHandoverResourceTest extends SuccessionCase {
    private Person member;

    TeamHandoverResourceTest(Service service) {
        super(service);
    }

    @BeforeEach
    void member() {
        member = firm.advisorIn(firm.teamB);
    }

    private static String team(UUID customer) {
        return "/api/v1/customers/" + customer + "/team";
    }

    private static Map<String, Object> seat(Person person, String share) {
        return Map.of("personId", person.id(), "share", share);
    }

    private void set(Person by, UUID customer, List<Map<String, Object>> members) {
        int version = by.request().get(team(customer)).path("version");
        by.request()
                .header("If-Match", "\"" + version + '"')
                .body(Map.of("members", members))
                .put(team(customer))
                .then()
                .statusCode(200);
    }

    private int seen(Person by, UUID customer) {
        return by.request().get("/api/v1/customers/" + customer).statusCode();
    }

    @Test
    void theTeamGoesOnUnderTheHeirWhoseOwnSeatEndsAndComesBack() {
        UUID led = customer("团队客户");
        UUID sat = firm.customerOf(heir, "别人的客户");
        set(lead, led, List.of(seat(member, "0.3"), seat(heir, "0.2")));
        set(lead, sat, List.of(seat(leaver, "0.4")));
        var before = everything(led, sat);

        offboard(manager, to(heir)).statusCode(201);

        heir.request()
                .get(team(led))
                .then()
                .body(
                        "members.personId",
                        contains(heir.id().toString(), member.id().toString()))
                .body("members.share", contains("0.7000", "0.3000"));
        assertThat(seen(member, led)).isEqualTo(200);
        heir.request().get(team(sat)).then().body("members", hasSize(1));
        undo(manager).statusCode(200).body("leftAlone", hasSize(0));

        assertThat(everything(led, sat)).isEqualTo(before);
        assertThat(seen(heir, led)).isEqualTo(200);
    }

    @Test
    void inThePoolThereIsNoTeamUntilTheCustomerIsBack() {
        UUID led = customer("入池客户");
        set(lead, led, List.of(seat(member, "0.3")));
        var before = everything(led);

        offboard(manager, offboarding("POOL", List.of())).statusCode(201);

        assertThat(seen(member, led)).isEqualTo(404);
        manager.request().get(team(led)).then().statusCode(200).body("members", hasSize(0));
        manager.request()
                .header(
                        "If-Match",
                        '"'
                                + firm.one(
                                        "select count(*) + count(ended_at) from customer_seats where customer_id = ?",
                                        led)
                                + '"')
                .body(Map.of("members", List.of(seat(member, "0.3"))))
                .put(team(led))
                .then()
                .statusCode(409)
                .body("code", equalTo("TEAM_WITHOUT_LEAD"));
        undo(manager).statusCode(200).body("leftAlone", hasSize(0));
        assertThat(everything(led)).isEqualTo(before);
        assertThat(seen(member, led)).isEqualTo(200);
    }

    /** What would come back finds no room any more: nothing fails, and nobody has more than the whole. */
    @Test
    void aTeamThatWasSetSinceStands() {
        UUID led = customer("团队客户");
        UUID sat = firm.customerOf(heir, "别人的客户");
        set(lead, led, List.of(seat(heir, "0.6")));
        set(lead, sat, List.of(seat(leaver, "0.6")));
        offboard(manager, to(heir)).statusCode(201);
        set(lead, led, List.of(seat(member, "0.9")));
        set(lead, sat, List.of(seat(member, "0.9")));

        undo(manager).statusCode(200);

        leaver = leaver.anewOn("again");
        assertThat(seen(leaver, sat)).isEqualTo(404);
        assertThat(seen(member, sat)).isEqualTo(200);
        heir.request().get(team(sat)).then().body("members.share", contains("0.1000", "0.9000"));
        leaver.request()
                .get(team(led))
                .then()
                .body(
                        "members.personId",
                        contains(leaver.id().toString(), heir.id().toString()))
                .body("members.share", contains("0.4000", "0.6000"));
        assertThat(seen(member, led)).isEqualTo(404);
        assertThat(seen(heir, led)).isEqualTo(200);
    }
}
