package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edges between customers: dated, ended, and never against each other. */
@OnSharedService
class RelationResourceTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private static Firm firm;
    private static Person advisor;

    @BeforeAll
    static void open(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
    }

    private static List<UUID> customers(int count) {
        return IntStream.range(0, count)
                .mapToObj(each -> firm.customerOf(advisor, "苏家" + each))
                .toList();
    }

    private static String path(UUID customer) {
        return "/api/v1/customers/" + customer + "/relations";
    }

    private static ValidatableResponse relate(UUID customer, UUID related, String kind) {
        return advisor.once()
                .body(Map.of("relatedId", related, "kind", kind))
                .post(path(customer))
                .then();
    }

    @CanIgnoreReturnValue
    private static String related(UUID customer, UUID related, String kind) {
        return relate(customer, related, kind).statusCode(201).extract().path("id");
    }

    private static ValidatableResponse change(UUID customer, String id, int version, Map<String, ?> patch) {
        return advisor.request()
                .header("If-Match", "\"" + version + "\"")
                .body(patch)
                .patch(path(customer) + "/" + id)
                .then();
    }

    private static String edges(List<UUID> customers) {
        return firm.one(
                """
                select coalesce(string_agg(cast(to_jsonb(r) as text), ',' order by id), '') from customer_relations r
                 where customer_id = any (cast(? as uuid[])) or related_id = any (cast(? as uuid[]))""",
                sql(customers),
                sql(customers));
    }

    private static String sql(List<UUID> ids) {
        return "{" + String.join(",", ids.stream().map(UUID::toString).toList()) + "}";
    }

    @ParameterizedTest
    @CsvSource({
        "PARENT, PARENT, PARENT",
        "PARENT, GRANDPARENT, PARENT",
        "GUARDIAN, GUARDIAN, GUARDIAN",
        "REFERRER, REFERRER, REFERRER",
        "COMPANY_OWNER, COMPANY_OWNER, COMPANY_OWNER"
    })
    void nobodyIsAnAncestorOfHimself(String first, String second, String third) {
        List<UUID> three = customers(3);
        related(three.get(0), three.get(1), first);
        related(three.get(2), three.get(1), inverse(second));
        String before = edges(three);

        relate(three.get(2), three.get(0), third).statusCode(409).body("code", equalTo("RELATION_CYCLE"));
        relate(three.get(0), three.get(2), inverse(third)).statusCode(409).body("code", equalTo("RELATION_CYCLE"));

        assertThat(edges(three)).isEqualTo(before);
        related(three.get(2), three.get(0), "FRIEND");
    }

    private static String inverse(String kind) {
        return Relation.Kind.valueOf(kind).inverse().name();
    }

    @ParameterizedTest
    @CsvSource({
        "PARENT, PARENT, DUPLICATE_RELATION, false",
        "PARENT, CHILD, DUPLICATE_RELATION, true",
        "SPOUSE, SPOUSE, DUPLICATE_RELATION, true",
        "PARENT, PARENT, RELATION_CYCLE, true",
        "SPOUSE, SIBLING, CONTRADICTING_RELATION, false",
        "SIBLING, SPOUSE, CONTRADICTING_RELATION, true",
        "PARENT, GRANDPARENT, CONTRADICTING_RELATION, false"
    })
    void twoPeopleAreOneThingToEachOther(String first, String second, String code, boolean fromTheOther) {
        List<UUID> two = customers(2);
        related(two.get(0), two.get(1), first);
        String before = edges(two);

        relate(two.get(fromTheOther ? 1 : 0), two.get(fromTheOther ? 0 : 1), second)
                .statusCode(409)
                .body("code", equalTo(code));

        assertThat(edges(two)).isEqualTo(before);
    }

    @Test
    void anEdgeEndsFromEitherEndAndMayBeginAgain() {
        List<UUID> two = customers(2);
        String first = related(two.get(0), two.get(1), "SPOUSE");
        for (int again = 0; again < 2; again++) {
            advisor.request().delete(path(two.get(1)) + "/" + first).then().statusCode(204);
        }
        advisor.request()
                .get(path(two.get(0)))
                .then()
                .body("items.until", contains(TODAY.toString()))
                .body("items.version", contains(1));
        advisor.request().get(path(two.get(0)) + "?current=true").then().body("items", empty());

        String second = related(two.get(1), two.get(0), "SPOUSE");
        advisor.request().get(path(two.get(0)) + "?current=true").then().body("items.id", contains(second));
        advisor.request().get(path(two.get(0))).then().body("items.id", contains(second, first));
        Map<String, Object> open = new HashMap<>();
        open.put("until", null);
        change(two.get(0), first, 1, open).statusCode(409).body("code", equalTo("DUPLICATE_RELATION"));
        change(two.get(0), second, 0, Map.of("until", TODAY.toString())).statusCode(200);
        change(two.get(0), first, 1, open)
                .statusCode(200)
                .body("until", nullValue())
                .body("version", equalTo(2));
        assertThat(firm.one("select ended_by from customer_relations where id = cast(? as uuid)", first))
                .isNull();
    }

    @Test
    void changesDatesAndNoteByVersionAndRefusesWhatCannotBe() {
        List<UUID> three = customers(3);
        String id = related(three.get(0), three.get(1), "PARENT");
        change(three.get(1), id, 0, Map.of("since", "1990-05-05", "note", "长子"))
                .statusCode(200)
                .body("kind", equalTo("CHILD"))
                .body("relatedId", equalTo(three.get(0).toString()))
                .body("relatedName", equalTo("苏家0"))
                .body("version", equalTo(1));
        String before = edges(three);

        change(three.get(0), id, 0, Map.of("note", "次子")).statusCode(412);
        advisor.request()
                .body(Map.of("note", "次子"))
                .patch(path(three.get(0)) + "/" + id)
                .then()
                .statusCode(428);
        change(three.get(0), id, 1, Map.of("until", "1990-05-04")).statusCode(400);
        change(three.get(0), id, 1, Map.of("until", TODAY.plusDays(1).toString()))
                .statusCode(400);
        change(three.get(0), id, 1, Map.of("kind", "FRIEND")).statusCode(400);
        change(three.get(2), id, 1, Map.of("note", "次子")).statusCode(404);
        advisor.request().delete(path(three.get(2)) + "/" + id).then().statusCode(404);
        firm.advisor().request().delete(path(three.get(0)) + "/" + id).then().statusCode(404);
        relate(three.get(0), three.get(0), "FRIEND").statusCode(422);

        assertThat(edges(three)).isEqualTo(before);
    }

    @Test
    void nobodyIsMarriedToTwoAtOnce() {
        List<UUID> three = customers(3);
        String first = related(three.get(0), three.get(1), "SPOUSE");
        String before = edges(three);
        relate(three.get(0), three.get(2), "SPOUSE").statusCode(409).body("code", equalTo("CONTRADICTING_RELATION"));
        relate(three.get(2), three.get(1), "SPOUSE").statusCode(409).body("code", equalTo("CONTRADICTING_RELATION"));
        assertThat(edges(three)).isEqualTo(before);

        advisor.request().delete(path(three.get(0)) + "/" + first).then().statusCode(204);
        related(three.get(0), three.get(2), "SPOUSE");
        change(three.get(1), first, 1, Collections.singletonMap("until", null))
                .statusCode(409)
                .body("code", equalTo("CONTRADICTING_RELATION"));
    }

    @Test
    void whatIsYetToBeginEndsAsItBegins() {
        List<UUID> two = customers(2);
        String since = TODAY.plusDays(30).toString();
        String id = advisor.once()
                .body(Map.of("relatedId", two.get(1), "kind", "EMPLOYER", "since", since))
                .post(path(two.get(0)))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        change(two.get(0), id, 0, Map.of("until", TODAY.toString())).statusCode(400);
        change(two.get(0), id, 0, Map.of("until", TODAY.plusDays(31).toString()))
                .statusCode(400);
        change(two.get(0), id, 0, Map.of("until", since)).statusCode(200).body("until", equalTo(since));
    }

    /** Of a relative somebody else serves it is told what they are, and no more. */
    @Test
    void whoIsOutOfSightIsNotNamed() {
        UUID own = customers(1).get(0);
        UUID foreign = firm.customerOf(firm.advisorIn(firm.teamB), "别家人");
        Person manager = firm.person(firm.branch, Role.BRANCH_MANAGER);
        String id = manager.once()
                .body(Map.of("relatedId", foreign, "kind", "SIBLING"))
                .post(path(own))
                .then()
                .statusCode(201)
                .body("relatedId", equalTo(foreign.toString()))
                .extract()
                .path("id");

        String seen = advisor.request()
                .get(path(own))
                .then()
                .body("items.kind", contains("SIBLING"))
                .extract()
                .asString();
        String changed = change(own, id, 0, Map.of("note", "兄弟"))
                .statusCode(200)
                .extract()
                .asString();

        assertThat(seen + changed).doesNotContain(foreign.toString()).doesNotContain("别家人");
        manager.request().get(path(own)).then().body("items.relatedId", contains(foreign.toString()));
    }

    /** The last two edges of a circle of four have no customer in common. */
    @Test
    void ofTwoEdgesThatCloseACircleTogetherOneIsTaken() throws Exception {
        for (int round = 0; round < 5; round++) {
            List<UUID> four = customers(4);
            related(four.get(0), four.get(1), "REFERRER");
            related(four.get(2), four.get(3), "REFERRER");

            List<Integer> answers = atOnce(List.of(
                    () -> relate(four.get(1), four.get(2), "REFERRER").extract().statusCode(),
                    () -> relate(four.get(3), four.get(0), "REFERRER").extract().statusCode()));

            assertThat(answers).containsExactlyInAnyOrder(201, 409);
        }
    }

    @Test
    void fiftyContradictingEdgesAtOnceLeaveNoCircle() throws Exception {
        List<UUID> six = customers(6);
        Random random = new Random(5);
        List<Callable<Integer>> posts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int from = random.nextInt(6);
            int to = (from + 1 + random.nextInt(5)) % 6;
            String kind = random.nextBoolean() ? "PARENT" : "CHILD";
            posts.add(() -> relate(six.get(from), six.get(to), kind).extract().statusCode());
        }

        List<Integer> answers = atOnce(posts);

        assertThat(answers).containsOnly(201, 409);
        assertThat(firm.one(
                        "select count(*) from customer_relations where customer_id = any (cast(? as uuid[]))",
                        sql(six)))
                .isEqualTo(Long.toString(
                        answers.stream().filter(status -> status == 201).count()));
        assertThat(firm.one(
                        """
                        with recursive up (start, id) as (
                            select child, parent from edges union select up.start, edges.parent from up join edges on child = up.id),
                        edges (child, parent) as (
                            select case kind when 'PARENT' then customer_id else related_id end,
                                   case kind when 'PARENT' then related_id else customer_id end
                              from customer_relations where customer_id = any (cast(? as uuid[])))
                        select count(*) from up where start = id""",
                        sql(six)))
                .isEqualTo("0");
        assertThat(firm.one(
                        """
                        select count(*) - count(distinct (least(customer_id, related_id), greatest(customer_id, related_id)))
                          from customer_relations where customer_id = any (cast(? as uuid[]))""",
                        sql(six)))
                .isEqualTo("0");
    }

    private static List<Integer> atOnce(List<Callable<Integer>> calls) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(calls.size());
        try {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : people.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            people.shutdown();
        }
    }
}
