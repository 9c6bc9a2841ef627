package io.wealthcrm.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Words that the next thousand rows of an order fit often, seldom or not at all are found in three ways; each finds the same, to
 * the last page.
 */
class SearchOfManyResourceTest extends ImportCase {
    private static final int OLD = 600;

    /** More than are looked at first, so that of the older ones none is among the newest; with them more than units are looked through for. */
    private static final int NEW = 2_100;

    /** With so many no unit's rows are looked at to their end. */
    private static final int EMPTY_TEAMS = 17;

    /** Nobody else in the firm has such characters, and no reading begins with such letters. */
    private static final String OLDER = "龘靐Uv";

    private static final String NEWER = "麤爨Vi";

    private static final List<String> CITIES = List.of("上海", "北京");
    private static final int PAGE = 100;
    private static final Map<String, String> ORDERS = Map.of(
            "-createdAt", "id desc",
            "createdAt", "id",
            "-name", "name_key desc, id desc",
            "lastContactAt", "coalesce(last_contact_at, '-infinity'), id");

    SearchOfManyResourceTest(Service service) {
        super(service);
    }

    private void onFile(Person by, String name, int count) {
        List<String> lines = new ArrayList<>(List.of("姓名,手机,城市"));
        IntStream.range(0, count)
                .forEach(n -> lines.add(name + n + "," + Firm.newPhone() + "," + CITIES.get(n % CITIES.size())));
        ended("CUSTOMER_IMPORT", accepted(send(by, "customers.csv", csv(lines.toArray(String[]::new)), Map.of())));
    }

    @Test
    void findsThemAllInTheirOrder() {
        Person other = firm.advisorIn(firm.teamB);
        onFile(advisor, OLDER, OLD);
        onFile(other, NEWER, NEW);
        firm.execute(
                """
                insert into units (id, parent_id, kind, name, path)
                select t.id, b.id, 'TEAM', 'without anybody ' || t.id, b.path || t.id || '/'
                  from units b cross join (select uuidv7() as id from generate_series(1, ?)) t where b.id = ?""",
                EMPTY_TEAMS,
                firm.branch);
        Person executive = firm.office(Role.EXECUTIVE);
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        for (String sort : ORDERS.keySet()) {
            for (Person reader : List.of(executive, manager, advisor, firm.person(firm.teamA, Role.TEAM_LEAD))) {
                assertFound(reader, "uv", "", sort, OLDER, OLD);
                assertFound(reader, "靐", "北京", sort, OLDER, OLD / 2);
                assertFound(reader, "龘靐uv11", "", sort, OLDER + "11", 11);
            }
            for (Person reader : List.of(executive, manager, other)) {
                assertFound(reader, "vi", "上海", sort, NEWER, NEW / 2);
                assertFound(reader, "麤爨vi11", "", sort, NEWER + "11", 111);
                assertFound(reader, "麤爨vi2099", "", sort, NEWER + "2099", 1);
            }
            assertThat(walk(advisor, "vi", "", sort)).isEmpty();
        }
    }

    private void assertFound(Person reader, String query, String city, String sort, String name, int count) {
        List<String> found = walk(reader, query, city, sort);
        assertThat(found).as(query + " by " + sort).hasSize(count);
        assertThat(String.join(",", found))
                .as(query + " by " + sort)
                .isEqualTo(firm.one(
                        """
                        select string_agg(cast(id as text), ',' order by %s) from customers where name like ? and city like ?"""
                                .formatted(ORDERS.get(sort)),
                        name + "%",
                        city + "%"));
    }

    private static List<String> walk(Person reader, String query, String city, String sort) {
        List<String> found = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            var page = reader.request()
                    .queryParam("q", query)
                    .queryParam("city", city)
                    .queryParam("sort", sort)
                    .queryParam("limit", PAGE)
                    .queryParam("cursor", cursor)
                    .get("/api/v1/customers")
                    .then()
                    .statusCode(200)
                    .extract();
            found.addAll(page.<List<String>>path("items.id"));
            cursor = page.path("nextCursor");
        }
        return found;
    }
}
