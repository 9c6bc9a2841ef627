package io.wealthcrm.testing;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceListener;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tests' connections to the services' databases, kept from one test to the next: a new one costs 30 ms of processor for
 * its password alone, and a run asked for thousands.
 */
final class Connections {
    /** More than any test holds at once. */
    private static final int MOST = 60;

    private static final Map<Account, AgroalDataSource> KEPT = new ConcurrentHashMap<>();

    private Connections() {}

    /** Whose: a data directory's server has another URL after each start. */
    record Account(Path dataDir, String url, String role, String password) {}

    /** What an earlier holder left undone is rolled back, what it set is reset. */
    private static final class Tidying implements AgroalDataSourceListener {
        @Override
        public void beforeConnectionReturn(Connection connection) {
            try (Statement statement = connection.createStatement()) {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                boolean unused =
                        statement.execute("reset session authorization; reset all; select pg_advisory_unlock_all()");
            } catch (SQLException e) {
                // Its server was killed or stopped, so that the next holder's check refuses it.
                return;
            }
        }
    }

    static Connection of(Account account) throws SQLException {
        return KEPT.computeIfAbsent(account, Connections::pool).getConnection();
    }

    /** Of a data directory that goes. */
    static void close(Path dataDir) {
        KEPT.keySet().stream().filter(account -> account.dataDir().equals(dataDir)).toList().stream()
                .map(KEPT::remove)
                .forEach(AgroalDataSource::close);
    }

    private static AgroalDataSource pool(Account account) {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(MOST)
                        .acquisitionTimeout(Duration.ofSeconds(30))
                        .connectionValidator(ConnectionValidator.defaultValidator())
                        .validateOnBorrow(true)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(account.url())
                                .principal(new NamePrincipal(account.role()))
                                .credential(new SimplePassword(account.password()))));
        try {
            return AgroalDataSource.from(configuration, new Tidying());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
