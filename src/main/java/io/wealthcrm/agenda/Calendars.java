package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.BusinessDays;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whose calendar somebody books in, and when those are at work. */
@ApplicationScoped
class Calendars {
    /** The person ?1 as ?2 reaches: oneself, those in the units ?3, for the call centre (?4) all who sell. */
    static final String REACHED =
            """
            p.id = ?1 and p.active
              and (p.id = ?2 or p.unit_id = any (?3)
                   or cast(?4 as boolean) and p.roles && array['ADVISOR', 'TEAM_LEAD', 'BRANCH_MANAGER'])""";

    /**
     * Of many who book at once in one calendar each waits for its turn: the constraint alone would have them wait for each
     * other, which ends in deadlocks.
     */
    private static final String LOCK = "select p.id from users p where " + REACHED + " for no key update";

    private final BusinessDays businessDays;
    private final AgendaConfig config;
    private final ZoneId zone;

    Calendars(BusinessDays businessDays, AgendaConfig config, WealthConfig firm) {
        this.businessDays = businessDays;
        this.config = config;
        this.zone = firm.zone();
    }

    /** One's calendar is one's own until the transaction ends. @throws Problem NOT_FOUND for somebody out of reach */
    Uni<Void> lock(Caller caller, UUID owner) {
        return Db.one(UUID.class, LOCK, owner, caller.userId(), caller.scope().unitArray(), caller.has(Role.CALLBACK))
                .replaceWithVoid();
    }

    /** The call centre books only when people are at work. @throws Problem OUTSIDE_WORKING_HOURS */
    void requireAtWork(Caller caller, UUID owner, Instant from, Instant to) {
        LocalDateTime start = LocalDateTime.ofInstant(from, zone);
        LocalDateTime end = LocalDateTime.ofInstant(to, zone);
        boolean atWork = businessDays.banks().isOpen(start.toLocalDate())
                && end.toLocalDate().equals(start.toLocalDate())
                && !start.toLocalTime().isBefore(config.workFrom())
                && !end.toLocalTime().isAfter(config.workTo());
        if (caller.has(Role.CALLBACK) && !caller.userId().equals(owner) && !atWork) {
            throw Problem.of(AgendaProblem.OUTSIDE_WORKING_HOURS);
        }
    }

    /** The business days of a span, comma-separated. */
    String openDays(LocalDate from, LocalDate to) {
        return from.datesUntil(to.plusDays(1))
                .filter(businessDays.banks()::isOpen)
                .map(LocalDate::toString)
                .collect(Collectors.joining(","));
    }

    ZoneId zone() {
        return zone;
    }
}
