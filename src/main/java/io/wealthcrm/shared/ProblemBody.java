package io.wealthcrm.shared;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** RFC 9457 body of every error; context such as {@code current} stands beside the standard members. */
@Schema(name = "Problem")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        List<Problem.Invalid> errors,
        @JsonAnyGetter @Schema(hidden = true) Map<String, Object> context) {

    static ProblemBody of(Problem problem, Language language, String instance) {
        ProblemCode code = problem.code();
        return new ProblemBody(
                "urn:wealth-crm:problem:" + code.slug(),
                language.choose(code.zh(), code.en()),
                code.status(),
                problem.detail(),
                instance,
                code.name(),
                problem.errors().stream().map(error -> error.in(language)).toList(),
                problem.context());
    }
}
