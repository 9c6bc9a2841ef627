package io.wealthcrm;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import io.wealthcrm.shared.wall.WallConfig;
import jakarta.inject.Singleton;
import java.util.Map;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * How nodes that start at once take turns at the migrations. Flyway's lock is that of a session and not of a transaction: an
 * index built concurrently waits for every transaction that is open, and would wait for the one that holds the lock for ever.
 * Who waits goes on waiting, because an index over many messages takes longer than Flyway's patience of a minute.
 */
@Singleton
class Migrations implements FlywayConfigurationCustomizer {
    private final WallConfig wall;

    Migrations(WallConfig wall) {
        this.wall = wall;
    }

    @Override
    public void customize(FluentConfiguration flyway) {
        FluentConfiguration unused = flyway.lockRetryCount(-1)
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .placeholders(Map.of("walledRole", wall.username().orElse("")));
    }
}
