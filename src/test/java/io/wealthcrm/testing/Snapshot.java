package io.wealthcrm.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** The rows that name some records, in every relation that operations may change, as PostgreSQL writes them: byte for byte. */
public final class Snapshot {
    private static final String RELATIONS =
            """
            select r.relation || ' t where ' || string_agg('t.' || a.attname || ' = any(' || quote_literal(?) || ')', ' or ')
              from restorable_relations r join pg_attribute a on a.attrelid = to_regclass(r.relation) and a.atttypid = to_regtype('uuid')
               and a.attnum > 0 and not a.attisdropped
             group by r.relation""";

    private Snapshot() {}

    /** The rows' texts by relation, in order; ids of people, customers, orders … in any column count. */
    public static TreeMap<String, List<String>> of(Service service, UUID... named) {
        String ids =
                "{" + String.join(",", Arrays.stream(named).map(UUID::toString).toList()) + "}";
        TreeMap<String, List<String>> rows = new TreeMap<>();
        try (Connection connection = service.jdbc()) {
            for (String found : column(connection, RELATIONS, ids)) {
                List<String> texts = column(
                        connection, "select cast(t as text) from " + found + " order by cast(t as text) collate \"C\"");
                if (!texts.isEmpty()) {
                    rows.put(found.substring(0, found.indexOf(' ')), texts);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> column(Connection connection, String sql, String... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        }
    }
}
