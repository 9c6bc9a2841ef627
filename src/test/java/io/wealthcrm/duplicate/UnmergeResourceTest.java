package io.wealthcrm.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.wealthcrm.identity.Role;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What was one becomes two again, as they were, or nothing changes. No scan of the pool runs in between, which takes warnings away that
 * hold no longer.
 */
@ResourceLock("/api/v1/pool/rules")
class UnmergeResourceTest extends TwoFiles {
    @Test
    void takenBackItIsByteForByteAsItWas() {
        var before = snapshot();
        String seats = seats();
        for (Object side : List.of("SURVIVOR", "MERGED")) {
            String id = files.merge(
                            survivor, merged, Map.of("fields", Map.of("phone", side, "advisorId", side, "extra", side)))
                    .statusCode(201)
                    .extract()
                    .path("id");
            assertThat(snapshot()).isNotEqualTo(before);
            assertThat(seats()).isNotEqualTo(seats);

            files.undo(id)
                    .statusCode(200)
                    .body("undoneBy", equalTo(files.operations.id().toString()));

            assertThat(snapshot()).isEqualTo(before);
            assertThat(seats()).isEqualTo(seats);
            files.undo(id).statusCode(409).body("code", equalTo("ALREADY_UNDONE"));
        }
    }

    private String seats() {
        return files.firm.one("select cast(p as text) from products p where id = ?", files.product);
    }

    @Test
    void aTierGivenByHandIsKeptAndTakenBack() {
        files.firm.execute(
                "update customers set tier = 'DIAMOND', tier_until = current_date + 30 where id = ?", merged);
        var before = snapshot();

        String id = files.merge(survivor, merged, Map.of())
                .statusCode(201)
                .body("result.tier", equalTo("DIAMOND"))
                .extract()
                .path("id");

        assertThat(files.firm.one(
                        "select tier || ' ' || (tier_until = current_date + 30) from customers where id = ?", survivor))
                .isEqualTo("DIAMOND true");
        files.undo(id).statusCode(200);
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void mergedRecordsAreNotMergedAgainAndLaterMergesAreTakenBackFirst() {
        UUID third = files.customer(files.advisor, Map.of());
        files.live(third, files.advisor);
        String first = files.merge(survivor, merged, Map.of())
                .statusCode(201)
                .extract()
                .path("id");
        var between = snapshot(survivor, merged, third);
        files.merge(third, merged, Map.of()).statusCode(409).body("code", equalTo("MERGE_MERGED"));
        files.merge(merged, third, Map.of("preview", true)).statusCode(409).body("code", equalTo("MERGE_MERGED"));
        assertThat(snapshot(survivor, merged, third)).isEqualTo(between);

        String second =
                files.merge(third, survivor, Map.of()).statusCode(201).extract().path("id");
        assertThat(files.firm.one("select merged_into from merged_customers where id = ?", merged))
                .isEqualTo(third.toString());
        files.undo(first).statusCode(409).body("code", equalTo("LATER_MERGE"), "mergeId", equalTo(second));
        files.undo(second).statusCode(200);
        assertThat(snapshot(survivor, merged, third)).isEqualTo(between);
        files.undo(first).statusCode(200);
    }

    @Test
    void wordsRenewedSinceKeepNothingFromBeingTakenBack() {
        String id = files.merge(survivor, merged, Map.of("fields", Map.of("name", "MERGED")))
                .statusCode(201)
                .extract()
                .path("id");
        files.firm.execute("update customers set search_text = search_text || 'x ' where id = ?", survivor);
        files.undo(id).statusCode(200).body("result.name", equalTo("王小伟"));
    }

    @Test
    void whatWasChangedSinceIsNotTakenBackAndWhatIsNewStays() {
        String id = files.merge(survivor, merged, Map.of("fields", Map.of("name", "MERGED")))
                .statusCode(201)
                .extract()
                .path("id");
        files.interaction(files.advisor, survivor);
        files.firm.execute("update customers set name = '改名' where id = ?", survivor);
        var changed = snapshot();
        files.undo(id)
                .statusCode(409)
                .body("code", equalTo("CHANGED_SINCE"), "relations", equalTo(List.of("customers")));
        assertThat(snapshot()).isEqualTo(changed);

        files.firm.execute("update customers set name = '王晓伟' where id = ?", survivor);
        files.undo(id).statusCode(200).body("result.name", equalTo("王小伟"));
        assertThat(files.firm.one("select count(*) from interactions where customer_id = ?", survivor))
                .isEqualTo("2");
        assertThat(files.firm.one("select count(*) from interactions where customer_id = ?", merged))
                .isEqualTo("1");
    }

    @Test
    void whoSeesTheSurvivorAloneTakesNothingBack() {
        UUID foreign = files.customer(files.firm.advisorIn(files.firm.otherTeam), Map.of());
        String id = files.merge(survivor, foreign, Map.of())
                .statusCode(201)
                .extract()
                .path("id");
        files.firm
                .person(files.firm.branch, Role.BRANCH_MANAGER)
                .once()
                .post("/api/v1/customers/merges/{id}/undo", id)
                .then()
                .statusCode(404);
        assertThat(files.firm.one("select merged_into from merged_customers where id = ?", foreign))
                .isEqualTo(survivor.toString());
        files.undo(id).statusCode(200);
    }
}
