package io.wealthcrm.consultation;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Who can answer now: on duty for a queue (值班), or away for a while. */
@ApplicationScoped
class Answerers {
    /** As for all times in bodies; beyond them PostgreSQL's timestamps end somewhere and read back as another time. */
    private static final Instant FIRST = Instant.parse("1800-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2999-12-31T23:59:59Z");

    private static final String SET =
            """
            insert into consultation_availability (user_id, on_duty, away_until) values (?1, ?2, cast(?3 as timestamptz))
            on conflict (user_id) do update set on_duty = excluded.on_duty, away_until = excluded.away_until""";

    private static final String PRESENT =
            """
            select u.id from users u left join consultation_availability a on a.user_id = u.id
             where u.id = ?1 and u.active and (a.away_until > now()) is not true""";

    private static final String ON_DUTY =
            """
            select count(*) from consultations k cross join lateral on_duty(k.unit_id, clock_timestamp(), ?3) as d (user_id)
             where k.id = ?1 and d.user_id = ?2""";

    private static final String UNABLE =
            """
            select count(*) from unnest(cast(?2 as uuid[])) as person where not may_answer(person, ?1)""";

    /** The unit is the question's or above it, as of who claims; a visitor's question is for every operations person too. */
    private static final String ABLE =
            """
            select count(*) from consultations k join units theirs on theirs.id = k.unit_id
              left join customer_advisors c on c.customer_id = k.customer_id
             cross join users u join units mine on mine.id = u.unit_id
             where k.id = ?1 and u.id = ?2 and u.active
               and (u.id = c.advisor_id
                    or u.roles && '{ADVISOR,TEAM_LEAD,BRANCH_MANAGER,OPERATIONS}' and theirs.path like mine.path || '%'
                    or k.customer_id is null and u.roles @> '{OPERATIONS}')""";

    private final String zone;

    Answerers(WealthConfig config) {
        this.zone = config.zone().getId();
    }

    /** @param awayUntil real time; null for somebody who is there */
    record Availability(boolean onDuty, Instant awayUntil) {
        static final Availability USUAL = new Availability(false, null);
    }

    /** @throws Problem INVALID_INPUT for a time nobody lives in */
    @WithTransaction
    Uni<Availability> set(UUID person, Availability availability) {
        Instant until = availability.awayUntil();
        if (until != null && (until.isBefore(FIRST) || until.isAfter(LAST))) {
            throw Problem.invalid("/awayUntil", "RANGE", "1800 … 2999");
        }
        return Db.execute(SET, person, availability.onDuty(), availability.awayUntil())
                .replaceWith(availability);
    }

    @WithSession
    Uni<Availability> of(UUID person) {
        return Db.select(
                        Availability.class,
                        "select on_duty, away_until from consultation_availability where user_id = ?1",
                        person)
                .map(rows -> rows.isEmpty() ? Availability.USUAL : rows.get(0));
    }

    /** The customer's advisor, or null when there is none, or away, or gone. Joins the session. */
    Uni<UUID> present(UUID advisor) {
        return advisor == null
                ? Uni.createFrom().nullItem()
                : Db.select(UUID.class, PRESENT, advisor).map(rows -> rows.isEmpty() ? null : rows.get(0));
    }

    /** By the roster that holds for the question, or where there is none the person's own word. Joins the session. @throws Problem NOT_ON_DUTY */
    Uni<Void> requireOnDuty(Caller caller, UUID consultation) {
        return Db.select(Long.class, ON_DUTY, consultation, caller.userId(), zone)
                .invoke(rows -> {
                    if (rows.get(0) == 0) {
                        throw Problem.of(ConsultationProblem.NOT_ON_DUTY);
                    }
                })
                .replaceWithVoid();
    }

    /** Joins the session. @throws Problem UNKNOWN_ANSWERER for anybody who cannot answer all that waits in the unit's queue */
    Uni<Void> requireAllAble(UUID unit, Set<UUID> people) {
        return Db.select(Long.class, UNABLE, unit, people.toArray(UUID[]::new))
                .invoke(rows -> {
                    if (rows.get(0) > 0) {
                        throw Problem.of(ConsultationProblem.UNKNOWN_ANSWERER);
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Nobody at all is able: that is the queue. Joins the session.
     *
     * @throws Problem UNKNOWN_ANSWERER unless it is somebody of sales or operations in whose reach the question is
     */
    Uni<Void> requireAble(UUID consultation, UUID person) {
        return person == null
                ? Uni.createFrom().voidItem()
                : Db.select(Long.class, ABLE, consultation, person)
                        .invoke(rows -> {
                            if (rows.get(0) == 0) {
                                throw Problem.of(ConsultationProblem.UNKNOWN_ANSWERER);
                            }
                        })
                        .replaceWithVoid();
    }
}
