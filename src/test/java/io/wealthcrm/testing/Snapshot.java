package io.wealthcrm.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows that name some records, in every relation that operations may change, as PostgreSQL writes them: byte for byte. */
public final class Snapshot {
    private Snapshot() {}

    /** The rows' texts by relation, in order; ids of people, customers, orders … anywhere in the row count. */
    public static TreeMap<String, List<String>> of(Service service, UUID... named) {
        String any = Arrays.stream(named).map(UUID::toString).collect(Collectors.joining("|"));
        TreeMap<String, List<String>> rows = new TreeMap<>();
        try (Connection connection = service.jdbc()) {
            for (String relation : column(connection, "select relation from restorable_relations")) {
                List<String> found = column(
                        connection,
                        "select cast(t as text) from " + relation + " t where cast(t as text) ~ '" + any
                                + "' order by 1 collate \"C\"");
                if (!found.isEmpty()) {
                    rows.put(relation, found);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
