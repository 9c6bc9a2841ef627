package io.wealthcrm.customer;

import io.wealthcrm.shared.QueryValue;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a timeline is narrowed to; members left out narrow nothing. */
class TimelineFilter {
    private static final Pattern KINDS = Pattern.compile("[A-Z][A-Z0-9_]{0,39}(,[A-Z][A-Z0-9_]{0,39}){0,19}");
    private static final String PUSH = TimelineGroup.PUSH.patterns().get(0).replace("%", "");

    @QueryParam("group")
    @Schema(implementation = TimelineGroup.class)
    String group;

    @QueryParam("kind")
    @Schema(description = "At most 20, joined by commas", examples = "ORDER_SUBMITTED,CALL")
    String kind;

    @QueryParam("from")
    @Schema(implementation = LocalDate.class, description = "The first business date")
    String from;

    @QueryParam("to")
    @Schema(implementation = LocalDate.class, description = "The last business date")
    String to;

    @QueryParam("by")
    @Schema(implementation = UUID.class, description = "Who did it")
    String by;

    /** The timeline's sources, and what of them. @throws io.wealthcrm.shared.Problem INVALID_INPUT */
    Narrowed narrowed(ZoneId zone) {
        TimelineGroup about = QueryValue.choice("group", group, TimelineGroup.class);
        LocalDate last = QueryValue.date("to", to);
        return new Narrowed(
                about == null ? List.of() : about.patterns(),
                kinds(),
                start(QueryValue.date("from", from), zone),
                start(last == null ? null : last.plusDays(1), zone),
                QueryValue.parsed("by", by, UUID::fromString));
    }

    private List<String> kinds() {
        String given = QueryValue.parsed("kind", kind, TimelineFilter::wellFormed);
        return given == null
                ? List.of()
                : Arrays.stream(given.split(",")).map(TimelineGroup::pattern).toList();
    }

    private static String wellFormed(String kinds) {
        if (!KINDS.matcher(kinds).matches()) {
            throw new IllegalArgumentException(kinds);
        }
        return kinds;
    }

    private static OffsetDateTime start(LocalDate day, ZoneId zone) {
        return day == null ? null : day.atStartOfDay(zone).toOffsetDateTime();
    }

    /**
     * @param group patterns of which a kind fits one; empty for any
     * @param kinds likewise, besides
     * @param from the first instant, {@code before} the first that is too late; null for none
     */
    record Narrowed(List<String> group, List<String> kinds, OffsetDateTime from, OffsetDateTime before, UUID by) {

        /** Whether entries can be among it. */
        boolean entries() {
            return any(group, false) && any(kinds, false);
        }

        /** Whether what the app was told can be among it; that is nobody's doing. */
        boolean pushes() {
            return by == null && any(group, true) && any(kinds, true);
        }

        private static boolean any(List<String> patterns, boolean push) {
            return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.startsWith(PUSH) == push);
        }

        /** The condition on a source whose kind, time and person are called so. */
        String condition(BoundSql sql, String kind, String at, String person) {
            StringBuilder condition = new StringBuilder();
            for (List<String> patterns : List.of(group, kinds)) {
                if (!patterns.isEmpty()) {
                    condition
                            .append(" and ")
                            .append(kind)
                            .append(" like any (")
                            .append(sql.bind(array(patterns)))
                            .append(")");
                }
            }
            if (from != null) {
                condition.append(" and ").append(at).append(" >= ").append(sql.bind(from));
            }
            if (before != null) {
                condition.append(" and ").append(at).append(" < ").append(sql.bind(before));
            }
            if (by != null) {
                condition.append(" and ").append(person).append(" = ").append(sql.bind(by));
            }
            return condition.toString();
        }

        private static String[] array(List<String> patterns) {
            return patterns.toArray(String[]::new);
        }
    }
}
