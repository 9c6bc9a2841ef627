package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How complete a file is: in the view, the overview and the distribution, which reckon it in Java and in SQL. */
@OnSharedService
class CompletenessResourceTest {
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final Map<String, Object> WHOLE = Map.of(
            "gender", "FEMALE",
            "birthday", "1980-06-15",
            "occupation", "LAWYER",
            "city", "眉山",
            "hometown", "眉山",
            "channel", "EVENT",
            "assetBand", "FROM_3M_TO_6M",
            "interests", List.of("网球"));
    private static final Map<String, String> MEMBERS = Map.of(
            "gender", "GENDER",
            "birthday", "BIRTHDAY",
            "occupation", "OCCUPATION",
            "city", "CITY",
            "hometown", "HOMETOWN",
            "channel", "CHANNEL",
            "assetBand", "ASSET_BAND",
            "interests", "INTERESTS");

    private Firm firm;
    private Person advisor;

    @BeforeEach
    void people(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
    }

    /** Without any one field a file is at 90, and in SQL in the band below 100; so each field counts once, on both sides. */
    @Test
    void eachFieldWeighsTheSameInTheViewAndInTheDistribution() {
        whole(WHOLE, true, LocalDate.now().plusDays(1));
        file(whole(WHOLE, true, LocalDate.now().plusDays(1)))
                .body("completeness.score", equalTo(100))
                .body("completeness.missing", empty());
        MEMBERS.forEach((member, field) -> {
            Map<String, Object> profile = new HashMap<>(WHOLE);
            profile.remove(member);
            lacks(whole(profile, true, LocalDate.now().plusDays(1)), field);
        });
        lacks(whole(WHOLE, false, LocalDate.now().plusDays(1)), "ID_NUMBER");
        lacks(whole(WHOLE, true, null), "RISK_ASSESSMENT");
        lacks(whole(WHOLE, true, LocalDate.now().minusDays(2)), "RISK_ASSESSMENT");
        assertThat(bands()).containsExactlyInAnyOrderEntriesOf(Map.of("100", 2, "80-99", 11));
    }

    @Test
    void bandsBeginAt50And80() {
        UUID bare = whole(Map.of(), false, null);
        file(bare).body("completeness.score", equalTo(0));
        file(whole(Map.of("gender", "MALE", "city", "眉山", "hometown", "眉山", "channel", "EVENT"), false, null))
                .body("completeness.score", equalTo(40));
        assertThat(bands()).isEqualTo(Map.of("0-49", 2));
        whole(
                Map.of("gender", "MALE", "city", "眉山", "hometown", "眉山", "channel", "EVENT", "occupation", "DOCTOR"),
                false,
                null);
        file(whole(WHOLE, false, null)).body("completeness.score", equalTo(80));
        assertThat(bands()).isEqualTo(Map.of("0-49", 2, "50-79", 1, "80-99", 1));
        advisor.request()
                .header("If-Match", "\"0\"")
                .body(WHOLE)
                .patch(CUSTOMERS + "/{id}", bare)
                .then()
                .statusCode(200)
                .body("completeness.missing", contains("ID_NUMBER", "RISK_ASSESSMENT"));
    }

    @Test
    void theCustomerIsNotTold() {
        UUID customer = firm.customerOf(advisor, "完整自看");
        advisor.request()
                .get(CUSTOMERS + "/{id}/overview", customer)
                .then()
                .statusCode(200)
                .body("profile.completeness.score", equalTo(0));
        Person app = firm.appOf(advisor, customer);
        app.request().get(CUSTOMERS + "/{id}", customer).then().statusCode(200).body("completeness", nullValue());
        app.request()
                .get(CUSTOMERS + "/{id}/overview", customer)
                .then()
                .statusCode(200)
                .body("profile.completeness", nullValue());
    }

    private void lacks(UUID customer, String field) {
        file(customer).body("completeness.score", equalTo(90)).body("completeness.missing", contains(field));
    }

    private ValidatableResponse file(UUID customer) {
        return advisor.request().get(CUSTOMERS + "/{id}", customer).then().statusCode(200);
    }

    private Map<String, Integer> bands() {
        List<Map<String, Object>> shares = advisor.request()
                .queryParam("by", "COMPLETENESS")
                .get(CUSTOMERS + "/distributions")
                .then()
                .statusCode(200)
                .extract()
                .path("distributions[0].shares");
        Map<String, Integer> bands = new HashMap<>();
        shares.forEach(share -> bands.put((String) share.get("value"), (Integer) share.get("customers")));
        return bands;
    }

    @CanIgnoreReturnValue
    private UUID whole(Map<String, Object> profile, boolean idNumber, LocalDate assessedUntil) {
        Map<String, Object> body = new HashMap<>(profile);
        body.put("name", "完整客户");
        body.put("phone", Firm.newPhone());
        body.put("confirmNew", true);
        if (idNumber) {
            body.put("idNumber", newIdNumber());
        }
        UUID id = UUID.fromString(advisor.once()
                .body(body)
                .post(CUSTOMERS)
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        if (assessedUntil != null) {
            firm.assess(id, "C3", assessedUntil);
        }
        return id;
    }

    private static String newIdNumber() {
        String digits = "11010519800615" + Firm.newPhone().substring(8);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (digits.charAt(i) - '0');
        }
        return digits + "10X98765432".charAt(sum % 11);
    }
}
