package io.wealthcrm.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wealthcrm.shared.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas that are taken, and what forms they let through. */
class FormsTest {
    private static final String LEAVE =
            """
            {"type": "object", "additionalProperties": false, "required": ["from", "days", "reason"],
             "properties": {"from": {"type": "string", "format": "date"}, "days": {"type": "number", "minimum": 0.5},
                            "reason": {"enum": ["ANNUAL", "SICK"]}}}""";

    private final Forms forms = new Forms(new ObjectMapper());

    @Test
    void aFormThatFitsIsTaken() {
        forms.requireSchema(map(LEAVE));
        assertThatCode(() -> fit(LEAVE, "{\"from\": \"2026-03-02\", \"days\": 1.5, \"reason\": \"ANNUAL\"}"))
                .doesNotThrowAnyException();
    }

    @Test
    void eachFaultOfAFormIsNamedByItsPlace() {
        List<Problem.Invalid> faults = faults(LEAVE, "{\"from\": \"2026-02-30\", \"days\": 0, \"hack\": true}");
        assertThat(faults)
                .extracting(Problem.Invalid::pointer)
                .containsExactlyInAnyOrder("/form/from", "/form/days", "/form/reason", "/form/hack");
    }

    @Test
    void withoutASchemaThereIsNoForm() {
        forms.requireFits(null, null);
        assertThat(catchThrowableOfType(Problem.class, () -> forms.requireFits(null, Map.of())))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\": \"#\"}",
                "{\"properties\": {\"a\": {\"$ref\": \"http://127.0.0.1:1/x\"}}}",
                "{\"$schema\": \"http://127.0.0.1:1/dialect\"}",
                "{\"$id\": \"file:///etc/passwd\"}",
                "{\"patternProperties\": {\"(a+)+$\": {}}}",
                "{\"type\": \"objekt\"}",
                "{\"required\": \"from\"}",
                "{\"properties\": {\"a\": {\"pattern\": \"(?=a)b\"}}}",
                "{\"properties\": {\"a\": {\"pattern\": \"[\"}}}",
                "{\"properties\": {\"a\": {\"pattern\": \"((a{100}){100}){100}\"}}}",
                "{\"items\": {\"format\": \"regex\"}}",
                "{\"allOf\": [{\"unevaluatedProperties\": false}]}",
            })
    void aSchemaThatIsNoneOrReachesOutOrNeverEndsIsRefused(String schema) {
        Problem problem = catchThrowableOfType(Problem.class, () -> forms.requireSchema(map(schema)));
        assertThat(problem).isNotNull();
        assertThat(problem.errors())
                .allSatisfy(error -> assertThat(error.pointer()).startsWith("/formSchema"));
    }

    @Test
    void aSchemaNestedTooDeepIsRefused() {
        String deep = "{\"not\":".repeat(20) + "{}" + "}".repeat(20);
        assertThat(catchThrowableOfType(Problem.class, () -> forms.requireSchema(map(deep))))
                .isNotNull();
    }

    @Test
    void aCleverPatternTakesNoLongerThanItsText() {
        String schema = "{\"properties\": {\"a\": {\"type\": \"string\", \"pattern\": \"^(a+)+$\"}}}";
        forms.requireSchema(map(schema));
        String form = "{\"a\": \"" + "a".repeat(30_000) + "!\"}";
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(faults(schema, form)).hasSize(1));
    }

    private List<Problem.Invalid> faults(String schema, String form) {
        return catchThrowableOfType(Problem.class, () -> fit(schema, form)).errors();
    }

    private void fit(String schema, String form) {
        forms.requireFits(map(schema), map(form));
    }

    private static Map<String, Object> map(String json) {
        try {
            return new ObjectMapper().readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
