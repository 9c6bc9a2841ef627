package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.restassured.response.Response;
import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each page is one statement, beside the look-up of the caller. */
@OnSharedService
class CustomerSearchResourceTest {
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final List<String> NAMES = List.of("王小伟", "曾国藩", "李清照", "辛弃疾", "John Smith");
    private static Firm firm;
    private static Person advisor;
    private static Person colleague;
    private static String phone;

    @BeforeAll
    static void open(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        colleague = firm.advisorIn(firm.teamB);
        for (String name : NAMES) {
            UUID unused = firm.customerOf(advisor, name);
        }
        UUID foreign = firm.customerOf(colleague, "王小伟");
        assertThat(foreign).isNotNull();
        phone = Firm.newPhone();
        advisor.once()
                .body(Map.of("name", "苏轼", "phone", phone, "city", "眉山", "occupation", "CIVIL_SERVANT"))
                .post(CUSTOMERS)
                .then()
                .statusCode(201);
    }

    @Test
    void keepsTheLongestNameInItsReadings() {
        String name = IntStream.range(0, 25)
                .mapToObj(
                        number -> "长乐" + Character.toString('一' + number * 97) + Character.toString('丁' + number * 131))
                .collect(Collectors.joining());
        UUID customer = firm.customerOf(advisor, name);
        assertThat(firm.one("select search_text from customers where id = ?", customer))
                .isEqualTo(SearchText.of(name));
    }

    @ParameterizedTest
    @CsvSource({
        "王小伟, 王小伟",
        "小伟, 王小伟",
        "伟, 王小伟",
        "xiaow, 王小伟",
        "wxw, 王小伟",
        "w, 王小伟",
        "xw, 王小伟",
        "js, John Smith",
        "ze, 曾国藩",
        "弃疾, 辛弃疾",
        "zengguo, 曾国藩",
        "zgf, 曾国藩",
        "国藩, 曾国藩",
        "清, 李清照",
        "SMITH, John Smith",
        "john s, John Smith"
    })
    void findsByAnyPartOfTheName(String query, String name) {
        advisor.request()
                .queryParam("q", query)
                .get(CUSTOMERS)
                .then()
                .statusCode(200)
                .body("items.name", equalTo(List.of(name)));
    }

    @Test
    void findsByAnyThreeDigitsOrMoreOfThePhone() {
        for (String part :
                List.of(phone, phone.substring(7), phone.substring(2, 9), "+86" + phone, phone.substring(0, 3))) {
            advisor.request()
                    .queryParam("q", part)
                    .get(CUSTOMERS)
                    .then()
                    .statusCode(200)
                    .body("items.name", hasItem("苏轼"));
        }
        String absent = phone.substring(0, 10) + (phone.charAt(10) == '9' ? '0' : '9');
        advisor.request().queryParam("q", absent).get(CUSTOMERS).then().body("items.name", not(hasItem("苏轼")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "'", "不存在", "zzz", "\\", "99999999999"})
    void findsNothingWhereNothingFits(String query) {
        advisor.request()
                .queryParam("q", query)
                .get(CUSTOMERS)
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void searchesWithinSightOnly() {
        search(advisor, "王小伟")
                .then()
                .body("items", hasSize(1))
                .body("items.advisorId", everyItem(equalTo(advisor.id().toString())));
        search(firm.person(firm.teamA, Role.TEAM_LEAD), "王小伟").then().body("items", hasSize(1));
        search(firm.person(firm.branch, Role.BRANCH_MANAGER), "王小伟").then().body("items", hasSize(2));
        search(firm.person(firm.otherBranch, Role.BRANCH_MANAGER), "王小伟").then().body("items", hasSize(0));
        search(firm.office(Role.OPERATIONS), phone).then().body("items", hasSize(1));
    }

    private static Response search(Person person, String query) {
        return person.request().queryParam("q", query).get(CUSTOMERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "createdAt", "-createdAt", "name", "-name", "lastContactAt", "-lastContactAt"})
    void pagesThroughEverySortWithoutGapsOrRepeats(String sort) {
        for (Person person : List.of(advisor, firm.person(firm.branch, Role.BRANCH_MANAGER))) {
            List<String> seen = walk(person, sort);
            assertThat(seen).doesNotHaveDuplicates().hasSize(person == advisor ? 6 : 7);
        }
    }

    private static List<String> walk(Person person, String sort) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            var page = person.request()
                    .queryParam("limit", 2)
                    .queryParam("sort", sort)
                    .queryParam("cursor", cursor)
                    .get(CUSTOMERS)
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.<List<String>>path("items.id"));
            cursor = page.path("nextCursor");
        }
        return seen;
    }

    @Test
    void sortsNamesByTheirReading() {
        advisor.request()
                .queryParam("sort", "name")
                .get(CUSTOMERS)
                .then()
                .body("items.name", equalTo(List.of("John Smith", "李清照", "苏轼", "王小伟", "辛弃疾", "曾国藩")));
    }

    @Test
    void filters() {
        advisor.request()
                .queryParams(Map.of("city", "眉山", "occupation", "CIVIL_SERVANT", "tier", "STANDARD"))
                .get(CUSTOMERS)
                .then()
                .body("items.name", equalTo(List.of("苏轼")));
        advisor.request()
                .queryParam("lastContactBefore", "2026-01-01")
                .get(CUSTOMERS)
                .then()
                .body("items", hasSize(6));
    }

    @ParameterizedTest
    @CsvSource({"tier, GOLDEN", "occupation, x", "sort, id", "lastContactBefore, gestern", "cursor, !!", "cursor, YWJj"
    })
    void refusesAParameterThatMeansNothing(String parameter, String value) {
        advisor.request().queryParam(parameter, value).get(CUSTOMERS).then().statusCode(400);
    }

    @Test
    void refusesTheCursorOfAnotherSort() {
        String cursor = advisor.request()
                .queryParam("limit", 1)
                .get(CUSTOMERS)
                .then()
                .extract()
                .path("nextCursor");
        advisor.request()
                .queryParam("sort", "name")
                .queryParam("cursor", cursor)
                .get(CUSTOMERS)
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
    }
}
