package io.wealthcrm.bench;

import io.wealthcrm.testing.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The superuser of a service's embedded PostgreSQL. */
public final class Superuser {
    private Superuser() {}

    /** To be closed by the caller. */
    public static Connection of(Service service) throws SQLException {
        try {
            String password = Files.readString(service.dataDir().resolve("keys/postgres-superuser"));
            return DriverManager.getConnection(service.databaseUrl(), "postgres", password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One statement after the other, each on its own. */
    public static void run(Service service, String... statements) throws SQLException {
        try (Connection connection = of(service);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                boolean unused = statement.execute(sql);
            }
        }
    }
}
