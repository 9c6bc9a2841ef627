package io.wealthcrm.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scan finds pairs, people decide them. */
@OnSharedService
class DuplicateResourceTest {
    private MergeCase files;
    private Person manager;
    private UUID one;
    private UUID other;

    @BeforeEach
    void alike(Service service) {
        files = new MergeCase(service);
        manager = files.firm.person(files.firm.branch, Role.BRANCH_MANAGER);
        one = files.customer(files.advisor, Map.of("name", "张晓宁", "birthday", "1977-01-02", "city", "无锡"));
        // A phone that is not like the one before.
        String phone = new StringBuilder(Firm.newPhone()).reverse().substring(0, 8);
        other = files.customer(
                files.other, Map.of("name", "章小林", "birthday", "1977-01-02", "city", "无锡", "phone", "188" + phone));
    }

    private void scan() {
        String job = files.operations
                .once()
                .post("/api/v1/duplicates/scans")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> "DONE".equals(files.operations.request().get(job).path("status")));
    }

    private String pair(UUID low, UUID high) {
        return files.firm.one("select id from duplicate_pairs where low_id = ? and high_id = ?", low, high);
    }

    private static String named(String pair, String member) {
        return "items.find { it.id == '" + pair + "' }." + member;
    }

    @Test
    void namesThatSoundAlikeWithOneBirthdayAreAPairAndTwoBirthdaysAreNone() {
        UUID stranger = files.customer(files.other, Map.of("name", "张晓宁", "birthday", "1990-01-02", "city", "无锡"));
        scan();
        assertThat(pair(one, stranger)).isNull();
        String pair = pair(one, other);
        manager.request()
                .get("/api/v1/duplicates?limit=100")
                .then()
                .statusCode(200)
                .body(named(pair, "score"), equalTo(65))
                .body(named(pair, "reasons"), equalTo(List.of("BIRTHDAY", "NAME_SOUND", "CITY")))
                .body(named(pair, "files[0].id"), equalTo(one.toString()))
                .body(named(pair, "files[1].name"), equalTo("章小林"));
        manager.request()
                .get("/api/v1/duplicates?minScore=66&limit=100")
                .then()
                .body("items.score", everyItem(greaterThanOrEqualTo(66)));
        manager.request().get("/api/v1/duplicates?state=OPENED").then().statusCode(400);
        manager.request().get("/api/v1/duplicates?minScore=1000000000").then().statusCode(400);
    }

    @Test
    void whoDoesNotSeeBothSeesNoPair() {
        scan();
        String pair = pair(one, other);
        Person elsewhere = files.firm.person(files.firm.otherBranch, Role.BRANCH_MANAGER);
        assertThat(elsewhere.request().get("/api/v1/duplicates").<List<Object>>path("items"))
                .isEmpty();
        elsewhere
                .once()
                .body(Map.of("note", "x"))
                .post("/api/v1/duplicates/" + pair + "/dismissal")
                .then()
                .statusCode(404);
        files.advisor.request().get("/api/v1/duplicates").then().statusCode(403);
        assertThat(files.firm.one("select state from duplicate_pairs where id = cast(? as uuid)", pair))
                .isEqualTo("OPEN");
    }

    @Test
    void aDismissedPairComesBackOnlyWhenMuchMoreSpeaksForIt() {
        scan();
        String pair = pair(one, other);
        manager.once()
                .body(Map.of("note", "兄弟"))
                .post("/api/v1/duplicates/" + pair + "/dismissal")
                .then()
                .statusCode(200)
                .body("state", equalTo("DISMISSED"), "note", equalTo("兄弟"));
        manager.once()
                .body(Map.of("note", "again"))
                .post("/api/v1/duplicates/" + pair + "/dismissal")
                .then()
                .statusCode(409)
                .body("code", equalTo("PAIR_DECIDED"));
        files.firm.execute("update customers set hometown = '常州' where id in (?, ?)", one, other);
        scan();
        assertThat(state(pair)).isEqualTo("DISMISSED");
        files.firm.execute("update customers set occupation = 'DOCTOR' where id in (?, ?)", one, other);
        scan();
        assertThat(state(pair)).isEqualTo("OPEN");
        files.firm.execute(
                "update customers set gender = case id when ? then 'MALE' else 'FEMALE' end where id in (?, ?)",
                one,
                one,
                other);
        scan();
        assertThat(pair(one, other)).isNull();
    }

    private String state(String pair) {
        return files.firm.one("select state from duplicate_pairs where id = cast(? as uuid)", pair);
    }

    @Test
    void aMergeDecidesThePairAndItsUndoOpensItAgain() {
        scan();
        String pair = pair(one, other);
        String merge =
                files.merge(one, other, Map.of()).statusCode(201).extract().path("id");
        assertThat(state(pair)).isEqualTo("MERGED");
        files.undo(merge).statusCode(200);
        assertThat(state(pair)).isEqualTo("OPEN");
    }
}
