package io.wealthcrm.shared;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * China's business days as the table {@code business_day_exceptions} lists them, held in memory and read again now and then.
 * Years whose notice is not in the table yet know weekends alone.
 */
@ApplicationScoped
public class BusinessDays {
    private static final Duration REREAD = Duration.ofMinutes(5);
    private static final String EXCEPTIONS = "select day, kind from business_day_exceptions";

    private final Background background;
    private volatile Map<LocalDate, BusinessCalendar.DayKind> exceptions = Map.of();

    BusinessDays(Background background) {
        this.background = background;
    }

    record Row(LocalDate day, BusinessCalendar.DayKind kind) {}

    void load(@Observes @Priority(1) StartupEvent event, DataSource database) throws SQLException {
        Map<LocalDate, BusinessCalendar.DayKind> read = new HashMap<>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(EXCEPTIONS)) {
            while (rows.next()) {
                read.put(rows.getObject(1, LocalDate.class), BusinessCalendar.DayKind.valueOf(rows.getString(2)));
            }
        }
        exceptions = Map.copyOf(read);
        background.every(REREAD, "business days", this::reread);
    }

    /** The days on which banks move money, make-up weekends among them. */
    public BusinessCalendar banks() {
        return BusinessCalendar.ofBanks(exceptions);
    }

    /** The days on which securities are traded, make-up weekends not among them. */
    public BusinessCalendar markets() {
        return BusinessCalendar.ofMarkets(exceptions);
    }

    private Uni<Void> reread() {
        return Panache.withSession(() -> Db.select(Row.class, EXCEPTIONS))
                .invoke(rows -> exceptions = byDay(rows))
                .replaceWithVoid();
    }

    private static Map<LocalDate, BusinessCalendar.DayKind> byDay(List<Row> rows) {
        return rows.stream().collect(Collectors.toUnmodifiableMap(Row::day, Row::kind));
    }
}
