package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Photo;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger of consents, what of it counts now, and where a customer who wants no marketing is marked. */
@OnSharedService
class ConsentResourceTest {
    private static final String NOW =
            "select string_agg(purpose || '=' || granted, ' ' order by purpose) from customer_consents_now where customer_id = ?";
    private static final String NEWEST =
            """
            select string_agg(purpose || '=' || granted, ' ' order by purpose)
              from (select distinct on (purpose) purpose, granted from consents where customer_id = ? order by purpose, id desc) n""";

    private final Firm firm;
    private final Person advisor;
    private UUID customer;

    ConsentResourceTest(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
    }

    @BeforeEach
    void customer() {
        customer = firm.customerOf(advisor, "陆授权");
    }

    @Test
    void withdrawing_marketing_withdraws_the_ways_below_it_and_the_state_follows_the_ledger() {
        consent("MARKETING_SMS", true).statusCode(422).body("code", equalTo("MARKETING_NOT_CONSENTED"));
        assertThat(entries()).isEqualTo("0");
        consent("MARKETING", true).statusCode(201);
        consent("MARKETING_SMS", true).statusCode(201);
        consent("THIRD_PARTY", true).statusCode(201);
        assertThat(mayMarket("MARKETING_SMS")).isEqualTo("t");
        optOut(advisor).statusCode(201).body("purpose", equalTo("MARKETING")).body("granted", equalTo(false));
        assertThat(firm.one(NOW, customer))
                .isEqualTo("MARKETING=false MARKETING_SMS=false THIRD_PARTY=true")
                .isEqualTo(firm.one(NEWEST, customer));
        assertThat(entries()).isEqualTo("5");
        consentOnPaper("MARKETING").statusCode(201);
        assertThat(mayMarket("MARKETING_CALL")).isEqualTo("t");
        assertThat(mayMarket("MARKETING_SMS")).as("has to be given anew").isEqualTo("f");
    }

    @Test
    void after_a_withdrawal_whoever_wrote_it_down_staff_need_a_paper_that_was_not_used_before() {
        String paper = evidence();
        consentOn("MARKETING", paper).statusCode(201);
        optOut(advisor).statusCode(201);
        consent("MARKETING", true).statusCode(400).body("errors.pointer", contains("/evidenceFileId"));
        consentOn("MARKETING", paper).statusCode(400).body("errors.pointer", contains("/evidenceFileId"));
        assertThat(mayMarket("MARKETING_CALL")).isEqualTo("f");
        consentOnPaper("MARKETING").statusCode(201);
        assertThat(mayMarket("MARKETING_CALL")).isEqualTo("t");
        consent("MARKETING_SMS", false).statusCode(201);
        consent("MARKETING_SMS", true).statusCode(400);
        assertThat(mayMarket("MARKETING_SMS")).isEqualTo("f");
    }

    @Test
    void the_word_of_the_customer_stands_whatever_staff_write_over_it() {
        Person app = firm.appOf(advisor, "陆自撤");
        customer = UUID.fromString(firm.one("select customer_id from users where id = ?", app.id()));
        choose(app, "0", true, "PUSH").statusCode(200);
        choose(app, "3", false).statusCode(200);
        consent("MARKETING", false).statusCode(201);
        consent("MARKETING", true).statusCode(400).body("errors.pointer", contains("/evidenceFileId"));
        assertThat(mayMarket("MARKETING_PUSH")).isEqualTo("f");
        choose(app, "5", true, "PUSH").statusCode(200);
        assertThat(mayMarket("MARKETING_PUSH")).isEqualTo("t");
    }

    @Test
    void a_consent_that_ends_counts_to_its_last_day() {
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        advisor.once()
                .body(Map.of("purpose", "MARKETING", "granted", true, "validUntil", today.toString()))
                .post(path() + "/consents")
                .then()
                .statusCode(201);
        assertThat(mayMarket("MARKETING_CALL")).isEqualTo("t");
        assertThat(firm.one("select may_market(?, 'MARKETING_CALL', cast(? as date))", customer, today.plusDays(1)))
                .isEqualTo("f");
    }

    @Test
    void the_customer_chooses_in_the_app() {
        Person app = firm.appOf(advisor, "陆自选");
        customer = UUID.fromString(firm.one("select customer_id from users where id = ?", app.id()));
        app.request()
                .get("/api/v1/me/privacy")
                .then()
                .statusCode(200)
                .body("marketing", equalTo(false))
                .body("ways", empty())
                .body("version", equalTo(0));
        choose(app, null, true, "PUSH").statusCode(428);
        choose(app, "1", true, "PUSH").statusCode(412);
        choose(app, "0", true).statusCode(400).body("errors.pointer", contains("/ways"));
        choose(app, "0", false, "SMS").statusCode(400);
        assertThat(entries()).isEqualTo("0");
        choose(app, "0", true, "PUSH").statusCode(200).body("ways", contains("PUSH"));
        assertThat(firm.one(NOW, customer)).isEqualTo("MARKETING=true MARKETING_CALL=false MARKETING_SMS=false");
        assertThat(mayMarket("MARKETING_PUSH")).isEqualTo("t");
        choose(app, "3", false)
                .statusCode(200)
                .body("marketing", equalTo(false))
                .body("version", equalTo(4));
        assertThat(mayMarket("MARKETING_PUSH")).isEqualTo("f");
        advisor.request().get("/api/v1/me/privacy").then().statusCode(403);
        LocalDate yesterday = LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(1);
        for (Map<String, Object> word : List.of(
                Map.<String, Object>of("purpose", "MARKETING", "granted", true),
                Map.<String, Object>of("purpose", "MARKETING", "granted", true, "givenOn", yesterday.toString()))) {
            advisor.once()
                    .body(word)
                    .post(path() + "/consents")
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", contains(word.size() == 2 ? "/evidenceFileId" : "/givenOn"));
        }
        assertThat(mayMarket("MARKETING_PUSH")).isEqualTo("f");
    }

    @Test
    void who_refuses_is_marked_wherever_they_may_be_picked_for_a_call() {
        UUID willing = firm.customerOf(advisor, "陆愿意");
        advisor.once()
                .body(Map.of("purpose", "MARKETING", "granted", true))
                .post("/api/v1/customers/" + willing + "/consents")
                .then()
                .statusCode(201);
        advisor.request().get(path()).then().body("marketingRefused", equalTo(false));
        optOut(firm.office(Role.CALLBACK)).statusCode(201);
        for (String view : List.of(path(), path() + "/contact-details")) {
            advisor.request().get(view).then().statusCode(200).body("marketingRefused", equalTo(true));
        }
        advisor.request()
                .get("/api/v1/customers?sort=createdAt")
                .then()
                .body("items.marketingRefused", contains(true, false));
        advisor.request().get("/api/v1/customers?marketing=true").then().body("items.id", contains(willing.toString()));
        advisor.request().get("/api/v1/customers?marketing=maybe").then().statusCode(400);
        advisor.once()
                .body(Map.of(
                        "title",
                        "回电",
                        "customerId",
                        customer.toString(),
                        "dueAt",
                        java.time.Instant.now().plusSeconds(1).toString()))
                .post("/api/v1/agenda/tasks")
                .then()
                .statusCode(201);
        advisor.request()
                .get("/api/v1/agenda/days/" + LocalDate.now(ZoneId.of("Asia/Shanghai")))
                .then()
                .statusCode(200)
                .body("items.find { it.customerId == '%s' }.marketingRefused".formatted(customer), equalTo(true));
    }

    @Test
    void an_id_number_wants_a_separate_consent_and_says_where_it_is_missing() {
        writeIdNumber(0).body("sensitiveConsentMissing", equalTo(true));
        advisor.request().get(path()).then().body("sensitiveConsentMissing", nullValue());
        consent("SENSITIVE_DATA", true).statusCode(201);
        writeIdNumber(1).body("sensitiveConsentMissing", nullValue());
    }

    /** With the last of 17 digits after GB 11643. */
    private ValidatableResponse writeIdNumber(int version) {
        String digits =
                "110105" + "19491231" + (100 + ThreadLocalRandom.current().nextInt(900));
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += Character.digit(digits.charAt(i), 10) * (int) (Math.pow(2, 17 - i) % 11);
        }
        return advisor.request()
                .header("If-Match", "\"" + version + "\"")
                .body(Map.of("idNumber", digits + "10X98765432".charAt(sum % 11)))
                .patch(path())
                .then()
                .statusCode(200);
    }

    @Test
    void who_does_not_see_the_customer_says_nothing_for_them() {
        optOut(firm.advisorIn(firm.otherTeam)).statusCode(404);
        optOut(firm.office(Role.FINANCE)).statusCode(403);
        assertThat(entries()).isEqualTo("0");
    }

    private String path() {
        return "/api/v1/customers/" + customer;
    }

    private String entries() {
        return firm.one("select count(*) from consents where customer_id = ?", customer);
    }

    private String mayMarket(String way) {
        return firm.one("select may_market(?, ?, current_date)", customer, way);
    }

    private ValidatableResponse consent(String purpose, boolean granted) {
        return advisor.once()
                .body(Map.of("purpose", purpose, "granted", granted))
                .post(path() + "/consents")
                .then();
    }

    private ValidatableResponse consentOnPaper(String purpose) {
        return consentOn(purpose, evidence());
    }

    private ValidatableResponse consentOn(String purpose, String paper) {
        return advisor.once()
                .body(Map.of("purpose", purpose, "granted", true, "evidenceFileId", paper))
                .post(path() + "/consents")
                .then();
    }

    private String evidence() {
        return advisor.request()
                .contentType("multipart/form-data")
                .multiPart("file", "授权书.jpg", Photo.jpeg(), "image/jpeg")
                .post(path() + "/evidence")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private ValidatableResponse optOut(Person by) {
        return by.once().body(Map.of()).post(path() + "/marketing-opt-out").then();
    }

    private static ValidatableResponse choose(Person app, String version, boolean marketing, String... ways) {
        var request = app.request().body(Map.of("marketing", marketing, "ways", List.of(ways)));
        return (version == null ? request : request.header("If-Match", "\"" + version + "\""))
                .put("/api/v1/me/privacy")
                .then();
    }
}
