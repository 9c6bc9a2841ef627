package io.wealthcrm.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Person;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two files become one as the preview said. */
class MergeResourceTest extends TwoFiles {
    @Test
    void theResultIsThePreviewsFieldByFieldAndCountByCount() {
        var before = snapshot();
        Map<String, Object> choice =
                Map.of("fields", Map.of("name", "MERGED", "phone", "MERGED", "advisorId", "MERGED"));
        var preview = files.merge(survivor, merged, with(choice, "preview", true))
                .statusCode(200)
                .extract();
        assertThat(snapshot()).isEqualTo(before);
        assertThat(preview.<Object>path("id")).isNull();

        var result = files.merge(survivor, merged, with(choice, "previewToken", preview.path("previewToken")))
                .statusCode(201)
                .extract();

        for (String member : List.of("survivorId", "mergedId", "result", "fields", "moved")) {
            assertThat(result.<Object>path(member)).as(member).isEqualTo(preview.path(member));
        }
        assertThat(result.<String>path("result.name")).isEqualTo("王晓伟");
        assertThat(result.<String>path("result.birthday")).isEqualTo("1980-05-06");
        assertThat(result.<List<String>>path("result.interests")).containsExactly("茶", "高尔夫", "帆船");
        assertThat(result.<Map<String, Object>>path("result.extra")).isEqualTo(Map.of("grade", "A", "club", true));
        assertThat(result.<String>path("result.advisorId"))
                .isEqualTo(files.other.id().toString());
        assertThat(result.<Integer>path("moved.orders")).isOne();
        // What the counts say is what there is now: each kind once of either.
        assertThat(files.firm.one("select count(*) from orders where customer_id = ?", survivor))
                .isEqualTo("2");
        files.operations
                .request()
                .get(result.header("Location"))
                .then()
                .statusCode(200)
                .body("result", equalTo(result.path("result")), "moved", equalTo(result.path("moved")))
                .body(
                        "fields.field",
                        containsInAnyOrder(
                                result.<List<String>>path("fields.field").toArray()));
    }

    @Test
    void everythingRefersToTheSurvivorAndNothingToTheOther() {
        files.merge(survivor, merged, Map.of()).statusCode(201);

        for (String column : columns("MOVES", "OWN")) {
            String[] named = column.split(" ");
            assertThat(files.firm.one("select count(*) from " + named[0] + " where " + named[1] + " = ?", merged))
                    .as(column)
                    .isEqualTo("0");
        }
        // The survivor's team stands, and who sat in the other's is told.
        assertThat(files.firm.one(
                        "select count(*) filter (where ended_at is null) || '/' || count(*) from customer_seats where customer_id = ?",
                        survivor))
                .isEqualTo("1/2");
        assertThat(files.firm.one(
                        "select count(*) from notifications where kind = 'TEAM' and person_id = ?",
                        files.operations.id()))
                .isEqualTo("1");
        // Orders and open work are with whoever serves the survivor.
        assertThat(files.firm.one(
                        "select count(*) from orders where customer_id = ? and advisor_id = ?",
                        survivor,
                        files.advisor.id()))
                .isEqualTo("2");
        assertThat(files.firm.one(
                        "select count(*) from tasks where customer_id = ? and state = 'OPEN' and assignee_id <> ?",
                        survivor,
                        files.advisor.id()))
                .isEqualTo("0");
        files.operations
                .request()
                .get("/api/v1/customers/" + merged)
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"), "mergedInto", equalTo(survivor.toString()));
        files.other
                .request()
                .get("/api/v1/customers/" + merged)
                .then()
                .statusCode(404)
                .body("mergedInto", nullValue());
        files.advisor
                .request()
                .get("/api/v1/customers/" + survivor + "/timeline?group=STAFF")
                .then()
                .statusCode(200)
                .body("items.kind", hasItem("MERGED"));
    }

    private List<String> columns(String... rules) {
        return List.of(files.firm
                .one(
                        "select string_agg(relation || ' ' || column_name, ',') from customer_references"
                                + " where rule = any (string_to_array(?, ',')) and relation <> 'duplicate_pairs'",
                        String.join(",", rules))
                .split(","));
    }

    @Test
    void theAccountOfThePhoneThatWasChosenGoesOnWithBothsConversationsAndTheOtherIsOff() {
        files.merge(survivor, merged, Map.of("fields", Map.of("phone", "MERGED")))
                .statusCode(201);

        assertThat(files.account(survivor)).isEqualTo(theirs);
        assertThat(files.firm.one("select active from users where id = ?", ours))
                .isEqualTo("f");
        assertThat(rooms(theirs)).isEqualTo("DIRECT open,GROUP open,GROUP open");
        assertThat(rooms(ours)).isEqualTo("DIRECT closed,GROUP open");
    }

    private String rooms(UUID account) {
        return files.firm.one(
                "select string_agg(kind || case when closed_at is null then ' open' else ' closed' end, ',' order by kind)"
                        + " from conversations c join members m on m.conversation_id = c.id and m.user_id = ?",
                account);
    }

    @Test
    void refusalsChangeNothing() {
        var before = snapshot();
        files.merge(survivor, survivor, Map.of()).statusCode(422).body("code", equalTo("MERGE_SAME"));
        files.operations
                .once()
                .body(Map.of("survivorId", survivor, "mergedId", merged))
                .post("/api/v1/customers/merges?preview=maybe")
                .then()
                .statusCode(400);
        files.merge(survivor, UUID.randomUUID(), Map.of()).statusCode(404);
        files.merge(survivor, merged, Map.of("fields", Map.of("name", "BOTH"))).statusCode(400);
        files.merge(survivor, merged, Map.of("fields", Map.of("tier", "MERGED")))
                .statusCode(400);
        files.merge(survivor, merged, Map.of("previewToken", "stale"))
                .statusCode(409)
                .body("code", equalTo("PREVIEW_OUTDATED"));
        Person manager = files.firm.person(files.firm.otherBranch, Role.BRANCH_MANAGER);
        MergeCase.mergeBy(manager, survivor, merged, Map.of()).statusCode(404);
        MergeCase.mergeBy(files.advisor, survivor, merged, Map.of()).statusCode(403);
        files.firm.execute("update contact_shields set closed_at = null where customer_id = ?", merged);
        files.merge(survivor, merged, Map.of()).statusCode(409).body("code", equalTo("MERGE_IN_COOLING_OFF"));
        files.firm.execute("update contact_shields set closed_at = opened_at where customer_id = ?", merged);
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void thePhoneThatWasNotChosenIsFoundAndNobodyElses() {
        String phone = files.other
                .request()
                .get("/api/v1/customers/" + merged + "/contact-details")
                .path("phone");
        files.merge(survivor, merged, Map.of()).statusCode(201);

        files.advisor
                .request()
                .get("/api/v1/customers?q=" + phone)
                .then()
                .body("items.id", hasItem(survivor.toString()));
        files.advisor
                .once()
                .body(Map.of("name", "谁也不是", "phone", phone))
                .post("/api/v1/customers")
                .then()
                .statusCode(409)
                .body("code", equalTo("DUPLICATE_CUSTOMER"));
    }

    @Test
    void differentIdNumbersAreForComplianceToChoose() {
        UUID one = files.customer(files.advisor, Map.of("idNumber", MergeCase.newIdNumber()));
        UUID two = files.customer(files.advisor, Map.of("idNumber", MergeCase.newIdNumber()));
        Map<String, Object> choice = Map.of("fields", Map.of("idNumber", "MERGED"));
        files.merge(one, two, choice).statusCode(409).body("code", equalTo("DIFFERENT_ID_NUMBERS"));
        Person compliance = files.firm.office(Role.COMPLIANCE);
        MergeCase.mergeBy(compliance, one, two, Map.of()).statusCode(409);
        String id = MergeCase.mergeBy(compliance, one, two, choice)
                .statusCode(201)
                .extract()
                .path("id");
        files.undo(id).statusCode(200);
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        var all = new TreeMap<>(map);
        all.put(key, value);
        return all;
    }
}
