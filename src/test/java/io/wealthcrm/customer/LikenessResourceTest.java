package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever enters a customer who is on file hears that one exists, and nothing more, and not too often. */
@OnSharedService
class LikenessResourceTest {
    private Firm firm;
    private Person advisor;
    private Person stranger;

    @BeforeEach
    void people(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        stranger = firm.advisorIn(firm.otherTeam);
    }

    private ValidatableResponse enter(Person who, String phone, Map<String, Object> otherwise) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "郑诗灵", "phone", phone));
        body.putAll(otherwise);
        return who.once().body(body).post("/api/v1/customers").then();
    }

    @Test
    void aNameThatSoundsTheSameWithTheBirthdayIsAPossibleDuplicateOfAnyBranch() {
        String day = "19" + (10 + (int) (Math.random() * 80)) + "-04-0" + (1 + (int) (Math.random() * 9));
        enter(advisor, Firm.newPhone(), Map.of("birthday", day, "confirmNew", true))
                .statusCode(201);
        String phone = Firm.newPhone();
        String customers = count();

        var problem = enter(stranger, phone, Map.of("name", "曾思林", "birthday", day))
                .statusCode(409)
                .body("code", equalTo("POSSIBLE_DUPLICATE"))
                .extract();
        assertThat(problem.<Map<String, Object>>path("$").keySet())
                .isSubsetOf("type", "title", "status", "detail", "instance", "code");
        assertThat(count()).isEqualTo(customers);

        enter(stranger, phone, Map.of("name", "曾思林", "birthday", "1931-01-01")).statusCode(201);
        enter(stranger, Firm.newPhone(), Map.of("name", "曾思林", "birthday", day, "confirmNew", true))
                .statusCode(201);
    }

    @Test
    void aLetterMoreOrLessIsAlikeWhereMoreSpeaksForIt() {
        String day = "19" + (10 + (int) (Math.random() * 80)) + "-07-1" + (int) (Math.random() * 10);
        String phone = Firm.newPhone();
        enter(advisor, phone, Map.of("birthday", day, "confirmNew", true)).statusCode(201);
        String end = "199" + phone.substring(3);
        List<Map<String, Object>> alike = List.of(
                Map.of("name", "郑诗敏", "birthday", day),
                Map.of("name", "郑诗敏", "phone", end),
                Map.of("name", "陈诗灵", "phone", end));
        for (Map<String, Object> each : alike) {
            enter(stranger, Firm.newPhone(), each).statusCode(409).body("code", equalTo("POSSIBLE_DUPLICATE"));
        }
        enter(stranger, Firm.newPhone(), Map.of("name", "郑海敏", "birthday", day)).statusCode(201);
        enter(stranger, Firm.newPhone(), Map.of("name", "郑敏", "birthday", day)).statusCode(201);
        enter(stranger, end, Map.of("name", "郑海敏")).statusCode(201);
    }

    private String count() {
        return firm.one("select count(*) from customers where advisor_id = ?", stranger.id());
    }

    @Test
    void theSameNameWithTheLastDigitsOfThePhoneIsAPossibleDuplicate() {
        String phone = Firm.newPhone();
        enter(advisor, phone, Map.of("confirmNew", true)).statusCode(201);
        String alike = "199" + phone.substring(3);
        enter(stranger, alike, Map.of()).statusCode(409).body("code", equalTo("POSSIBLE_DUPLICATE"));
        // The same phone leaves nothing to confirm.
        for (boolean confirmed : List.of(false, true)) {
            enter(stranger, phone, Map.of("confirmNew", confirmed))
                    .statusCode(409)
                    .body("code", equalTo("DUPLICATE_CUSTOMER"));
        }
    }

    @Test
    void whoAsksTooOftenIsAnsweredNoMore() {
        String phone = Firm.newPhone();
        enter(advisor, phone, Map.of()).statusCode(201);
        for (int i = 0; i < 60; i++) {
            enter(stranger, phone, Map.of()).statusCode(409);
        }
        enter(stranger, phone, Map.of()).statusCode(429).header("Retry-After", notNullValue());
        // Whether the phone is known or not makes no difference then.
        enter(stranger, Firm.newPhone(), Map.of("name", UUID.randomUUID().toString()))
                .statusCode(429);
        enter(advisor, Firm.newPhone(), Map.of("confirmNew", true)).statusCode(201);
    }

    @Test
    void anEditKnowsNoConfirmation() {
        String id = enter(advisor, Firm.newPhone(), Map.of("confirmNew", true))
                .statusCode(201)
                .extract()
                .path("id");
        advisor.request()
                .header("If-Match", "\"0\"")
                .body(Map.of("confirmNew", true))
                .patch("/api/v1/customers/" + id)
                .then()
                .statusCode(400);
    }
}
