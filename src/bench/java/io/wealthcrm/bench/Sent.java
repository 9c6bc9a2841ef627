package io.wealthcrm.bench;

import java.util.List;

/**
 * A statement as it went to PostgreSQL.
 *
 * @param sql with {@code $1} … for the parameters
 * @param parameters as text, null for NULL
 */
record Sent(String sql, List<String> parameters) {
    private static final String SIGHT = "select set_config('wealth.reach'";
    private static final String SESSION = "from sessions s join users u on";

    /** Whether it tells the connection whose records to show. */
    boolean isSight() {
        return sql.startsWith(SIGHT);
    }

    /** Whether it looks the caller's session up. */
    boolean isSession() {
        return sql.contains(SESSION);
    }

    /** Whether it is a {@code begin} or {@code commit}. */
    boolean isFrame() {
        return sql.equals("BEGIN") || sql.equals("COMMIT");
    }
}
