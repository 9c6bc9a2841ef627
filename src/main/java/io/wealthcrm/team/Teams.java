package io.wealthcrm.team;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import io.wealthcrm.shared.WealthConfig;
import io.wealthcrm.team.NewTeam.NewSeat;
import io.wealthcrm.team.Seating.Held;
import io.wealthcrm.team.TeamNews.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** Who works on a customer beside their advisor (客户团队); set as a whole, by the advisor or who leads the line. */
@ApplicationScoped
class Teams {
    /** A person's seats are told to the database with every request. */
    private static final int MOST_TEAMS = 200;

    /** Lets others go on referring to the customer: changes of one team take turns. */
    private static final String LOCK = "select advisor_id, unit_id from customers where id = ?1 for no key update";

    /** What people did with a team: each seat counts when it is given and once more when it ends. */
    private static final String VERSION =
            "select count(*) + count(ended_at) from customer_seats where customer_id = ?1";

    private static final String HELD =
            """
            select s.id, s.person_id, s.share, s.to_on, s.lead_id = ?2 and (s.to_on is null or s.to_on >= cast(?3 as date)) as current
              from customer_seats s where s.customer_id = ?1 and s.ended_at is null order by s.id""";

    private static final String FIT =
            """
            select person from unnest(cast(?1 as uuid[])) person where may_sit(person, ?2) and person <> ?3""";

    private static final String FULL =
            """
            select count(*) from (select from seats_in_force where person_id = any (cast(?1 as uuid[])) and customer_id <> ?2
                                   group by person_id having count(*) >= ?3) full_up""";

    private static final String END =
            "update customer_seats set ended_at = ?2, ended_by = ?3 where id = any (cast(?1 as uuid[]))";

    private static final String GIVE =
            """
            insert into customer_seats (id, customer_id, lead_id, person_id, share, from_on, to_on, given_by, given_at)
            select uuidv7(), ?1, ?2, g.person, cast(g.share as numeric), cast(?3 as date), cast(nullif(g.until, '') as date), ?4, ?5
              from unnest(cast(?6 as uuid[]), cast(?7 as text[]), cast(?8 as text[])) g (person, share, until)""";

    private final Customers customers;
    private final TeamReads reads;
    private final TeamNews news;
    private final Audit audit;
    private final Clock clock;
    private final ZoneId zone;

    Teams(Customers customers, TeamReads reads, TeamNews news, Audit audit, Clock clock, WealthConfig config) {
        this.customers = customers;
        this.reads = reads;
        this.news = news;
        this.audit = audit;
        this.clock = clock;
        this.zone = config.zone();
    }

    record Led(UUID advisorId, UUID unitId) {}

    /** @throws Problem NOT_FOUND, also out of sight */
    @WithSession
    Uni<TeamView> view(Scope scope, UUID customer) {
        return customers.brief(scope, customer).chain(() -> reads.team(customer, today()));
    }

    /**
     * The whole team anew; who stays as they are keeps their seat.
     *
     * @throws Problem NOT_FOUND, FORBIDDEN for who neither serves nor leads, TEAM_WITHOUT_LEAD, VERSION_REQUIRED, STALE_VERSION,
     *     INVALID_INPUT, TEAM_SHARES_EXCEED, TEAM_MEMBER_UNKNOWN, TOO_MANY_TEAMS
     */
    @WithTransaction
    Uni<TeamView> set(Caller caller, UUID customer, String ifMatch, NewTeam team) {
        team.check(today());
        return customers
                .brief(caller.scope(), customer)
                .chain(() -> Db.one(Led.class, LOCK, customer))
                .invoke(led -> requireDeciding(caller, led))
                .call(() -> Db.one(Long.class, VERSION, customer).invoke(now -> Version.require(ifMatch, now)))
                .call(led -> requireFit(customer, led, team))
                .call(led -> seat(caller, customer, led, team))
                .chain(() -> reads.team(customer, today()));
    }

    private static void requireDeciding(Caller caller, Led led) {
        if (!caller.userId().equals(led.advisorId()) && !caller.units().contains(led.unitId())) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
        if (led.advisorId() == null) {
            throw Problem.of(TeamProblem.TEAM_WITHOUT_LEAD);
        }
    }

    private static Uni<Void> requireFit(UUID customer, Led led, NewTeam team) {
        UUID[] people = team.people().toArray(UUID[]::new);
        return Db.select(UUID.class, FIT, people, led.unitId(), led.advisorId())
                .invoke(fit -> {
                    if (fit.size() < people.length) {
                        throw Problem.of(TeamProblem.TEAM_MEMBER_UNKNOWN);
                    }
                })
                .chain(() -> Db.one(Long.class, FULL, people, customer, MOST_TEAMS))
                .invoke(full -> {
                    if (full > 0) {
                        throw Problem.of(TeamProblem.TOO_MANY_TEAMS);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> seat(Caller caller, UUID customer, Led led, NewTeam team) {
        Turn turn = new Turn(customer, caller.userId(), clock.instant());
        return Db.select(Held.class, HELD, customer, led.advisorId(), today())
                .map(held -> new Seating(held, team))
                .call(seating -> Db.execute(END, seating.ended().toArray(UUID[]::new), turn.at(), turn.by()))
                .call(seating -> give(turn, led.advisorId(), seating.given()))
                .call(seating -> news.tell(turn, seating.joined(), seating.left()))
                .chain(() -> audit.record(turn.by(), "CUSTOMER_TEAM_SET", "CUSTOMER", customer));
    }

    private Uni<Integer> give(Turn turn, UUID lead, List<NewSeat> seats) {
        return Db.execute(
                GIVE,
                turn.customer(),
                lead,
                today(),
                turn.by(),
                turn.at(),
                seats.stream().map(NewSeat::personId).toArray(UUID[]::new),
                seats.stream().map(seat -> seat.share().text()).toArray(String[]::new),
                seats.stream()
                        .map(seat -> seat.until() == null ? "" : seat.until().toString())
                        .toArray(String[]::new));
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(zone));
    }
}
