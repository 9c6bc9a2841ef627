package io.wealthcrm.performance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wealthcrm.shared.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * How far a target is reached.
 *
 * @param target a count, or an amount in CNY with two places; {@code reached} likewise
 * @param part of the target that is reached, above 1 beyond it; cut off after four places
 */
record Progress(Metric metric, String target, String reached, Rate part) {
    /**
     * The targets of a subject as text of a JSON array, for {@link #read}. {@code %s} is the subject's id; ?4 the period's first
     * day, ?6 the horizon, ?8 the period's kind.
     */
    static final String TARGETS =
            """
            (select cast(jsonb_agg(jsonb_build_object('metric', t.metric, 'value', cast(v.value as text)) order by t.metric) as text)
               from targets t
              cross join lateral (select value from target_versions where target_id = t.id and known_on <= ?6
                                   order by version desc limit 1) v
              where t.subject_id = %s and t.starts_on = ?4 and t.kind = ?8 and v.value > 0)""";

    static Progress of(Metric metric, BigDecimal target, BigDecimal reached) {
        return new Progress(metric, metric.text(target), metric.text(reached), part(target, reached));
    }

    static Rate part(BigDecimal target, BigDecimal reached) {
        return new Rate(reached.divide(target, 4, RoundingMode.DOWN));
    }

    /** Of {@link #TARGETS}; null is none. */
    static List<Progress> read(String targets, Figures figures, ObjectMapper json) {
        try {
            return targets == null
                    ? List.of()
                    : StreamSupport.stream(json.readTree(targets).spliterator(), false)
                            .map(target -> read(target, figures))
                            .toList();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Progress read(JsonNode target, Figures figures) {
        Metric metric = Metric.valueOf(target.get("metric").asText());
        return of(metric, new BigDecimal(target.get("value").asText()), metric.of(figures));
    }
}
