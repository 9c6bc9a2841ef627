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
    private static final int OLD = 300;

    /** More than are looked at first, so that of the older ones none is among the newest; with them more than units are looked through for. */
    private static final int NEW = 2_100;

    /** With so many a first page does not look at the rows of a team with customers to their end. */
    private static final int EMPTY_TEAMS = 17;

    /** Of either team. */
    private static final int SPREAD = 300;

    /**
     * When they were spoken with, in seconds: of the first team every other is of the spread, of the second the first 40, then after 200
     * others the rest. ?1 the first team's advisor, ?2 the second's, ?3 what the names of the spread begin with.
     */
    private static final String CONTACTS =
            """
            update customers c
               set last_contact_at = timestamptz '2026-01-01 00:00Z' + make_interval(secs => case
                       when n.first and n.spread then 8 * 2 * n.r
                       when n.first then 8 * (2 * n.r + 1)
                       when n.spread then 3 * (case when n.r < 40 then n.r else n.r + 200 end)
                       else 3 * (case when n.r < 200 then n.r + 40 else n.r + 300 end) end)
              from (select id, advisor_id = ? as first, left(name, 1) = ? as spread,
                           row_number() over (partition by advisor_id, left(name, 1) order by id) - 1 as r
                      from customers where advisor_id in (?, ?)) n
             where n.id = c.id""";

    /** Nobody else in the firm has such characters, and neither a reading nor a number of other tests has such letters. */
    private static final String OLDER = "龘靐Uv";

    private static final String NEWER = "麤爨Vi";

    private static final String OFTEN = "齾韤Iv";

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
        onFile(advisor, OFTEN, SPREAD);
        onFile(other, OFTEN, SPREAD);
        firm.execute(CONTACTS, advisor.id(), OFTEN.substring(0, 1), advisor.id(), other.id());
        firm.execute(
                """
                insert into units (id, parent_id, kind, name, path)
                select t.id, b.id, 'TEAM', 'without anybody ' || t.id, b.path || t.id || '/'
                  from units b cross join (select uuidv7() as id from generate_series(1, ?)) t where b.id = ?""",
                EMPTY_TEAMS,
                firm.branch);
        Person executive = firm.office(Role.EXECUTIVE);
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        Person lead = firm.person(firm.teamA, Role.TEAM_LEAD);
        String seated = firm.one("select id from customers where name = ?", NEWER + 7);
        firm.execute(
                "insert into customer_seats (id, customer_id, lead_id, person_id, share, from_on, given_by, given_at)"
                        + " values (uuidv7(), cast(? as uuid), ?, ?, 0.3, current_date - 1, ?, now())",
                seated,
                other.id(),
                lead.id(),
                other.id());
        for (String sort : ORDERS.keySet()) {
            for (Person reader : List.of(executive, manager)) {
                assertFound(reader, "iv", "", sort, OFTEN, 2 * SPREAD);
                assertFound(reader, "齾", "上海", sort, OFTEN, SPREAD);
            }
            for (Person reader : List.of(executive, manager, advisor, lead)) {
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
            assertThat(walk(lead, "vi", "", sort)).containsExactly(seated);
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
