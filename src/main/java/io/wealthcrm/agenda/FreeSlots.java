package io.wealthcrm.agenda;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** When somebody can still be booked, in one statement: hours of work less what is booked, cut into slots. */
@ApplicationScoped
class FreeSlots {
    /**
     * Whose it is as in {@link Calendars#REACHED}; ?5 the business days, ?6 and ?7 the hours of work, ?8 the zone, ?9 now, ?10
     * minutes. One row of nulls for somebody in reach who has no time.
     */
    private static final String SLOTS =
            """
            select slot.starts_at, slot.starts_at + make_interval(mins => ?10)
              from users p left join lateral (
                select opening.starts_at
                  from (select range_agg(tstzrange((day + cast(cast(?6 as text) as time)) at time zone ?8,
                                                   (day + cast(cast(?7 as text) as time)) at time zone ?8)) as open
                          from unnest(cast(string_to_array(?5, ',') as date[])) day) work
                 cross join lateral (
                    select coalesce(range_agg(a.during), '{}') as taken from booked_times a
                     where a.owner_id = p.id
                       and a.during && tstzrange(lower(work.open), upper(work.open))) booked
                 cross join lateral unnest(work.open - booked.taken - tstzmultirange(tstzrange(null, cast(?9 as timestamptz)))) gap
                 cross join lateral generate_series(
                        date_bin('15 minutes', lower(gap) + interval '15 minutes' - interval '1 microsecond',
                                 timestamptz '2000-01-01 00:00Z'),
                        upper(gap) - make_interval(mins => ?10),
                        make_interval(mins => (cast(?10 as integer) + 14) / 15 * 15)) opening (starts_at)
                 order by opening.starts_at limit 1000) slot on true
             where """
                    + " " + Calendars.REACHED + " order by 1";

    private final Calendars calendars;
    private final AgendaConfig config;
    private final Clock clock;

    FreeSlots(Calendars calendars, AgendaConfig config, Clock clock) {
        this.calendars = calendars;
        this.config = config;
        this.clock = clock;
    }

    /** Time that can be booked. */
    record FreeSlot(Instant startsAt, Instant endsAt) {}

    /** The earliest first, at most 1,000, each on a quarter of an hour. @throws Problem NOT_FOUND for somebody out of reach */
    @WithSession
    Uni<Page<FreeSlot>> of(Caller caller, UUID owner, LocalDate from, LocalDate to, int minutes) {
        return Db.select(
                        FreeSlot.class,
                        SLOTS,
                        owner,
                        caller.userId(),
                        caller.scope().unitArray(),
                        caller.has(Role.CALLBACK),
                        calendars.openDays(from, to),
                        config.workFrom().toString(),
                        config.workTo().toString(),
                        calendars.zone().getId(),
                        clock.instant(),
                        minutes)
                .map(FreeSlots::page);
    }

    private static Page<FreeSlot> page(List<FreeSlot> rows) {
        if (rows.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        return new Page<>(rows.stream().filter(slot -> slot.startsAt() != null).toList(), null);
    }
}
