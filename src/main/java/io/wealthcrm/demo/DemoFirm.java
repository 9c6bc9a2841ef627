package io.wealthcrm.demo;

import io.quarkus.runtime.StartupEvent;
import io.wealthcrm.shared.WealthConfig;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Lays a whole firm into an empty database: the same people, products and customers every time, with dates that follow the
 * day. One transaction, so that a start cut short leaves nothing behind.
 */
@ApplicationScoped
class DemoFirm {
    private static final Logger LOG = Logger.getLogger(DemoFirm.class);
    /** After the clock is loaded, before anything that repeats in the background. */
    private static final int BEFORE_BACKGROUND = 10;

    private final WealthConfig config;
    private final DataSource database;
    private final Clock clock;
    private final DemoPassword password;
    private final DemoSpecimen specimen;
    private final DemoCustomers customers;

    DemoFirm(
            WealthConfig config,
            DataSource database,
            Clock clock,
            DemoPassword password,
            DemoSpecimen specimen,
            DemoCustomers customers) {
        this.config = config;
        this.database = database;
        this.clock = clock;
        this.password = password;
        this.specimen = specimen;
        this.customers = customers;
    }

    /** On a database with people in it this is one look and, for the demo's own people, one check of the password. */
    void prepare(@Observes @Priority(BEFORE_BACKGROUND) StartupEvent event) throws SQLException, IOException {
        if (!config.demo()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            if (DemoSql.exists(connection, "users")) {
                password.renew(connection);
            } else {
                layIn(connection);
            }
        }
    }

    private void layIn(Connection connection) throws SQLException, IOException {
        long began = System.nanoTime();
        connection.setAutoCommit(false);
        try {
            DemoSql.set(connection, settings());
            DemoSql.run(connection, "00-loosen", "01-functions", "02-staff", "03-products", "04-customers");
            var sealed = customers.seal(connection);
            DemoSql.run(connection, "05-papers", "06-orders", "06-settlement", "07-timeline", "08-chat");
            customers.layIn(connection, sealed);
            DemoSql.run(connection, "09-accounts", "10-fasten");
            connection.commit();
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
        LOG.infof("The demo firm is laid in, after %s", Duration.ofNanos(System.nanoTime() - began));
    }

    private Map<String, String> settings() throws IOException {
        Instant now = clock.instant();
        DemoSpecimen.Stored paper = specimen.store();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("demo.now", now.toString());
        settings.put("demo.today", LocalDate.ofInstant(now, config.zone()).toString());
        settings.put("demo.zone", config.zone().getId());
        settings.put("demo.password_hash", password.hash());
        settings.put("demo.specimen_sha256", paper.sha256());
        settings.put("demo.specimen_size", String.valueOf(paper.size()));
        settings.put("work_mem", "64MB");
        settings.put("maintenance_work_mem", "128MB");
        return settings;
    }
}
