package io.wealthcrm.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jboss.logging.Logger;

/** Runs the scripts below {@code /demo}; their names say in which order. */
final class DemoSql {
    private static final Logger LOG = Logger.getLogger(DemoSql.class);

    private DemoSql() {}

    /** Sets parameters for the rest of the transaction. */
    static void set(Connection connection, Map<String, String> settings) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select set_config(?, ?, true)")) {
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                statement.setString(1, setting.getKey());
                statement.setString(2, setting.getValue());
                statement.executeQuery().close();
            }
        }
    }

    static void run(Connection connection, String... scripts) throws SQLException {
        for (String script : scripts) {
            long began = System.nanoTime();
            try (Statement statement = connection.createStatement()) {
                statement.execute(read("/demo/" + script + ".sql"));
            }
            LOG.debugf("%s: %d ms", script, (System.nanoTime() - began) / 1_000_000);
        }
    }

    /** Whether the table has any row. */
    static boolean exists(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from " + table + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static String read(String resource) {
        try (InputStream script = DemoSql.class.getResourceAsStream(resource)) {
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
