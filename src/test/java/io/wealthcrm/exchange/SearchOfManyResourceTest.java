package io.wealthcrm.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Words that many customers fit, the newest of whom do not, and words that the newest fit: each is found another way. */
class SearchOfManyResourceTest extends ImportCase {
    /** More than are sorted (4,000). */
    private static final int MANY = 4_100;

    /** More than the sample (1,000). */
    private static final int NEWEST = 1_100;

    /** Nobody else in the firm has such characters, and no reading begins with such letters. */
    private static final String MANY_NAME = "龘靐Uv";

    private static final String NEWEST_NAME = "麤爨Vi";

    private static final int PAGE = 100;

    SearchOfManyResourceTest(Service service) {
        super(service);
    }

    private void onFile(String name, int count) {
        List<String> lines = new ArrayList<>(List.of("姓名,手机"));
        IntStream.range(0, count).forEach(n -> lines.add(name + n + "," + Firm.newPhone()));
        imported(csv(lines.toArray(String[]::new)));
    }

    @Test
    void findsThemInTheirOrder() {
        onFile(MANY_NAME, MANY);
        onFile(NEWEST_NAME, NEWEST);
        assertThat(customers()).isEqualTo(MANY + NEWEST);
        for (Person reader : List.of(firm.office(Role.EXECUTIVE), firm.person(firm.teamA, Role.TEAM_LEAD), advisor)) {
            for (String sort : List.of("-createdAt", "createdAt", "name")) {
                assertFound(reader, "uv", MANY_NAME, sort);
                assertFound(reader, "龘靐", MANY_NAME, sort);
                assertFound(reader, "靐", MANY_NAME, sort);
                assertFound(reader, "vi", NEWEST_NAME, sort);
                assertFound(reader, "麤爨vi1", NEWEST_NAME + "1", sort);
            }
        }
    }

    /** Two pages, one after the other. */
    private void assertFound(Person reader, String query, String name, String sort) {
        var first = page(reader, query, sort, "");
        var second = page(reader, query, sort, first.path("nextCursor"));
        List<String> found = new ArrayList<>(first.<List<String>>path("items.id"));
        found.addAll(second.<List<String>>path("items.id"));
        String order = sort.equals("name") ? "name_key, id" : sort.equals("createdAt") ? "id" : "id desc";
        String expected = firm.one(
                """
                select string_agg(cast(id as text), ',' order by place) from (
                    select id, row_number() over (order by %s) as place from customers where advisor_id = ? and name like ?
                     order by place limit ?) first"""
                        .formatted(order),
                advisor.id(),
                name + "%",
                2 * PAGE);
        assertThat(String.join(",", found))
                .as(query + " by " + sort)
                .hasSizeGreaterThan(2 * PAGE * 36)
                .isEqualTo(expected);
    }

    private static ExtractableResponse<Response> page(Person reader, String query, String sort, String cursor) {
        return reader.request()
                .queryParam("q", query)
                .queryParam("sort", sort)
                .queryParam("limit", PAGE)
                .queryParam("cursor", cursor)
                .get("/api/v1/customers")
                .then()
                .statusCode(200)
                .extract();
    }
}
