package io.wealthcrm.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an import must not be used for, and files that are not what they seem. */
@OnSharedService
class ImportLimitResourceTest extends ImportCase {
    private static final int MOST_KNOWN = 100;

    ImportLimitResourceTest(Service service) {
        super(service);
    }

    @Test
    void an_import_is_no_search_for_who_is_on_file() {
        List<String> rows = IntStream.rangeClosed(0, MOST_KNOWN)
                .mapToObj(n -> "在册人" + n + "," + Firm.newPhone())
                .toList();
        Person colleague = firm.advisor();
        UUID theirs = accepted(send(colleague, "x.csv", table(rows), Map.of()));
        assertThat(ended("CUSTOMER_IMPORT", theirs)).isEqualTo("DONE");
        view(colleague, theirs).body("applied", equalTo(rows.size()));

        UUID asked = accepted(send(advisor, "x.csv", table(rows), Map.of("hold", "true")));
        assertThat(ended("CUSTOMER_IMPORT", asked)).isEqualTo("FAILED");
        assertThat(problemOf(asked)).isEqualTo("TOO_MANY_KNOWN");
        assertThat(firm.one("select count(*) from import_rows where import_id = ?", asked))
                .as("nothing is told of any row")
                .isEqualTo("0");

        UUID few = imported(table(rows.subList(0, MOST_KNOWN - 10)));
        view(advisor, few).body("refused", equalTo(MOST_KNOWN - 10));
        UUID more = accepted(send(advisor, "x.csv", table(rows.subList(0, 11)), Map.of()));
        assertThat(ended("CUSTOMER_IMPORT", more))
                .as("those of the hour add up")
                .isEqualTo("FAILED");
    }

    @Test
    void a_quotation_mark_that_is_not_closed_takes_no_rows_with_it() {
        UUID id = accepted(send(
                advisor,
                "x.csv",
                table(List.of("顺甲," + Firm.newPhone(), "\"顺乙," + Firm.newPhone(), "顺丙," + Firm.newPhone())),
                Map.of()));
        assertThat(ended("CUSTOMER_IMPORT", id)).isEqualTo("FAILED");
        assertThat(problemOf(id)).isEqualTo("BAD_TABLE");
        assertThat(customers()).isZero();
    }

    @Test
    void a_file_of_nothing_is_refused() {
        send(advisor, "x.csv", new byte[0], Map.of()).statusCode(422).body("code", equalTo("EMPTY_TABLE"));
    }

    @Test
    void names_that_nobody_can_see_are_none() {
        UUID id = imported(table(List.of("\u3164," + Firm.newPhone(), "\u2800\u2800," + Firm.newPhone())));
        view(advisor, id).body("applied", equalTo(0)).body("refused", equalTo(2));
    }

    /** Each is looked at by itself, whatever the tables that refer to customers are like. */
    @Test
    void who_is_referred_to_is_kept_and_the_others_go() {
        UUID id = imported(table(List.of("留下," + Firm.newPhone(), "离开," + Firm.newPhone(), "也离开," + Firm.newPhone())));
        String kept = firm.one("select customer_id from import_rows where import_id = ? and line = 2", id);
        advisor.once()
                .body(Map.of("tier", "GOLD", "reason", "资产在他行"))
                .post("/api/v1/customers/{id}/tier-feedback", kept)
                .then()
                .statusCode(201);
        firm.execute(
                """
                insert into timeline_entries (id, customer_id, at, kind, data)
                select uuidv7(), customer_id, now(), 'TIER_CHANGED', '{}' from import_rows where import_id = ? and line = 3""",
                id);
        advisor.once().post(PATH + "/{id}/reversal", id).then().statusCode(202);
        await().untilAsserted(() -> view(advisor, id)
                .body("state", equalTo("REVERTED"))
                .body("reverted", equalTo(2))
                .body("kept", equalTo(1)));
        assertThat(customers()).isOne();
    }

    private static byte[] table(List<String> rows) {
        return String.join(
                        "\n", Stream.concat(Stream.of("姓名,手机"), rows.stream()).toList())
                .getBytes(StandardCharsets.UTF_8);
    }
}
