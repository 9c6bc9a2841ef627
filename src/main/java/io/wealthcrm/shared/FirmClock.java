package io.wealthcrm.shared;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;

/**
 * The firm's time: real time, plus what demo mode has moved it ahead. All business rules ask this clock; tokens, leases and
 * throttles do not.
 */
@ApplicationScoped
public class FirmClock {
    private volatile Duration ahead = Duration.ZERO;

    /** Reads how far ahead the clock stands; runs before anything that asks for the time. */
    void load(@Observes @Priority(1) StartupEvent event, DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select extract(epoch from ahead)::bigint from firm_clock")) {
            row.next();
            ahead = Duration.ofSeconds(row.getLong(1));
        }
    }

    /** Moves the clock ahead for good. Joins the caller's transaction. */
    public Uni<Instant> advance(Duration by) {
        Duration target = ahead.plus(by);
        return Db.execute("update firm_clock set ahead = make_interval(secs => ?1)", (double) target.toSeconds())
                .map(updated -> {
                    ahead = target;
                    return clock().instant();
                });
    }

    @Produces
    @ApplicationScoped
    Clock clock() {
        return new Shifted(ZoneOffset.UTC);
    }

    private final class Shifted extends Clock {
        private final ZoneId zone;

        Shifted(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Shifted(other);
        }

        @Override
        public Instant instant() {
            // As the database keeps it, so that an answer tells what is read later.
            return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MICROS);
        }
    }
}
