package io.wealthcrm.customer;

import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Problem;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Orders of the list of customers; each has an index per scope of sight. */
enum CustomerSort {
    NEWEST("-createdAt", null, true),
    OLDEST("createdAt", null, false),
    LONGEST_UNSPOKEN("lastContactAt", "coalesce(c.last_contact_at, timestamptz '-infinity')", false),
    LAST_SPOKEN("-lastContactAt", "coalesce(c.last_contact_at, timestamptz '-infinity')", true),
    NAME("name", "c.name_key", false),
    NAME_BACKWARDS("-name", "c.name_key", true);

    private final String parameter;
    private final String column;
    private final boolean descending;

    CustomerSort(String parameter, String column, boolean descending) {
        this.parameter = parameter;
        this.column = column;
        this.descending = descending;
    }

    /** @throws Problem INVALID_INPUT */
    static CustomerSort of(String text) {
        if (CustomerFilter.isEmpty(text)) {
            return NEWEST;
        }
        return Arrays.stream(values())
                .filter(sort -> sort.parameter.equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "/sort",
                        "ENUM",
                        Arrays.stream(values()).map(sort -> sort.parameter).collect(Collectors.joining(", "))));
    }

    boolean isById() {
        return column == null;
    }

    /** Ids are made in order of time, so creation sorts by them alone. */
    String orderBy() {
        String direction = descending ? " desc" : "";
        return column == null ? "c.id" + direction : column + direction + ", c.id" + direction;
    }

    /** What {@link #orderBy} asks of a row: for order by id nothing that an index of ids alone would not have. */
    String columns() {
        return switch (this) {
            case NEWEST, OLDEST -> "c.id";
            case NAME, NAME_BACKWARDS -> "c.id, c.name_key";
            case LONGEST_UNSPOKEN, LAST_SPOKEN -> "c.id, c.last_contact_at";
        };
    }

    /** That a row {@code c} comes after another of the same columns. */
    String after(String other) {
        String key = column == null ? "c.id" : "(" + column + ", c.id)";
        return key + (descending ? " < " : " > ") + key.replace("c.", other + ".");
    }

    /** That a row comes after the cursor's. @throws Problem INVALID_CURSOR when it belongs to another order */
    String after(Cursor cursor, BoundSql sql) {
        if (!cursor.text(0).equals(name())) {
            throw Problem.of(io.wealthcrm.shared.CommonProblem.INVALID_CURSOR);
        }
        String comparison = descending ? " < " : " > ";
        String id = sql.bind(cursor.uuid(2));
        return switch (this) {
            case NEWEST, OLDEST -> "c.id" + comparison + id;
            case NAME, NAME_BACKWARDS ->
                "(" + column + ", c.id)" + comparison + "(" + sql.bind(cursor.text(1)) + ", " + id + ")";
            case LONGEST_UNSPOKEN, LAST_SPOKEN ->
                // As text, for only so can the driver say "-infinity".
                "(%s, c.id)%s(%s::text::timestamptz, %s)".formatted(column, comparison, sql.bind(moment(cursor)), id);
        };
    }

    Cursor cursor(CustomerRow row) {
        String key =
                switch (this) {
                    case NEWEST, OLDEST -> "";
                    case NAME, NAME_BACKWARDS -> row.nameKey();
                    case LONGEST_UNSPOKEN, LAST_SPOKEN ->
                        row.lastContactAt() == null
                                ? "-infinity"
                                : row.lastContactAt().toString();
                };
        return Cursor.of(name(), key, row.id());
    }

    private static String moment(Cursor cursor) {
        String text = cursor.text(1);
        return text.equals("-infinity") ? text : cursor.instant(1).toString();
    }
}
