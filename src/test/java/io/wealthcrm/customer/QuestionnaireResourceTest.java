package io.wealthcrm.customer;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OnSharedService
class QuestionnaireResourceTest {
    private static final String PATH = "/api/v1/risk-questionnaires";

    private final Firm firm;
    private final Person advisor;
    private final Person compliance;

    QuestionnaireResourceTest(Service service) {
        firm = Firm.on(service);
        advisor = firm.advisor();
        compliance = firm.office(Role.COMPLIANCE);
    }

    @Test
    void showsTenQuestionsWithoutWhatTheAnswersCount() {
        advisor.request()
                .header("Accept-Language", "en")
                .get(PATH + "/current")
                .then()
                .statusCode(200)
                .body("questions", hasSize(10))
                .body("questions[9].options[0].answer", equalTo(1))
                .body("questions[9].options.points", everyItem(nullValue()));
    }

    /** The new version counts as the first does, so that tests beside this one score the same. */
    @Test
    void aNewVersionCountsFromNowOnAndLeavesOldResultsAsTheyAre() {
        String assessments = "/api/v1/customers/" + firm.customerOf(advisor, "问卷") + "/risk-assessments";
        UUID older = assess(assessments, 3);
        int before = compliance.request().get(assessments).path("items[0].questionnaireVersion");

        int after = compliance
                .once()
                .body(version("您的主要收入来源？", List.of(18, 26, 34, 42), LocalDate.now(ZoneId.of("Asia/Shanghai"))))
                .post(PATH)
                .then()
                .statusCode(201)
                .body("questions[0].text", equalTo("您的主要收入来源？"))
                .extract()
                .path("version");
        UUID newer = assess(assessments, 4);
        compliance
                .request()
                .get(assessments)
                .then()
                .body("items.id", contains(newer.toString(), older.toString()))
                .body("items.questionnaireVersion", contains(after, before))
                .body("items.score", contains(40, 30))
                .body("items.level", contains("C4", "C3"));
    }

    @Test
    void refusesAnotherThanComplianceAndWhatCannotBeScored() {
        var good = version("问题", List.of(18, 26, 34, 42), LocalDate.now().plusYears(50));
        advisor.once().body(good).post(PATH).then().statusCode(403);
        for (List<Integer> bands : List.of(List.of(18, 18, 34, 42), List.of(18, 26, 34), List.of(5, 26, 34, 42))) {
            compliance.once().body(version("问题", bands, null)).post(PATH).then().statusCode(400);
        }
        compliance
                .once()
                .body(version("问题", List.of(18, 26, 34, 42), LocalDate.now().minusDays(2)))
                .post(PATH)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/activeFrom"));
    }

    private UUID assess(String assessments, int each) {
        return UUID.fromString(advisor.once()
                .body(Map.of("answers", Collections.nCopies(10, each)))
                .post(assessments)
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static Map<String, Object> version(String text, List<Integer> bands, LocalDate from) {
        List<Map<String, Object>> options = IntStream.rangeClosed(1, 5)
                .<Map<String, Object>>mapToObj(points -> Map.of("zh", "选项", "en", "option", "points", points))
                .toList();
        var questions = Collections.nCopies(10, Map.of("zh", text, "en", "question", "options", options));
        return from == null
                ? Map.of("questions", questions, "bands", bands)
                : Map.of("questions", questions, "bands", bands, "activeFrom", from.toString());
    }
}
