package io.wealthcrm.bench;

import io.wealthcrm.testing.Service;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The PostgreSQL of a service, as it describes itself. */
final class DatabaseServer {
    private static final String DESCRIBED =
            """
            select 'PostgreSQL ' || current_setting('server_version') || ': '
                   || string_agg(name || ' ' || current_setting(name), ', ' order by name)
              from unnest(array['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size',
                                'max_connections', 'jit']) name""";

    private DatabaseServer() {}

    /** Version, durability, memory. */
    static String description(Service service) {
        try (Connection connection = service.jdbc();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(DESCRIBED)) {
            boolean there = row.next();
            assert there;
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
