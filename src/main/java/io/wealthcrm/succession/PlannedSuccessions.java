package io.wealthcrm.succession;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Does what was planned on its day, worked out anew from what is on file then; what is not possible any more is said so. */
@ApplicationScoped
class PlannedSuccessions {
    private static final Logger LOG = Logger.getLogger(PlannedSuccessions.class);

    private static final String DUE =
            "select id from successions where state = 'PLANNED' and effective_on <= ?1 order by effective_on, id limit 1";

    /** Of several nodes one does it; the others find nothing. */
    private static final String TAKE =
            """
            select id, user_id, plan, cast(heirs as text) as heirs, reason, by_id from successions
             where id = ?1 and state = 'PLANNED' for update skip locked""";

    private final Leavers leavers;
    private final Locks locks;
    private final Desk desk;
    private final Execution execution;
    private final SuccessionLog log;
    private final HandoverNews news;
    private final ObjectMapper json;
    private final Background background;
    private final SuccessionConfig settings;
    private final Clock clock;
    private final ZoneId zone;

    PlannedSuccessions(
            Leavers leavers,
            Locks locks,
            Desk desk,
            Execution execution,
            SuccessionLog log,
            HandoverNews news,
            ObjectMapper json,
            Background background,
            SuccessionConfig settings,
            Clock clock,
            WealthConfig config) {
        this.leavers = leavers;
        this.locks = locks;
        this.desk = desk;
        this.execution = execution;
        this.log = log;
        this.news = news;
        this.json = json;
        this.background = background;
        this.settings = settings;
        this.clock = clock;
        this.zone = config.zone();
    }

    record Planned(UUID id, UUID userId, Destination plan, String heirs, String reason, UUID by) {}

    void start(@Observes StartupEvent event) {
        background
                .every(settings.lookEvery(), "planned successions", this::look)
                .wake();
    }

    /** One after the other, until none is due. */
    private Uni<Void> look() {
        LocalDate today = LocalDate.now(clock.withZone(zone));
        return Panache.withSession(() -> Db.select(UUID.class, DUE, today))
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : one(due.get(0))
                                .chain(taken ->
                                        taken ? look() : Uni.createFrom().voidItem()));
    }

    private Uni<Boolean> one(UUID id) {
        return Panache.withTransaction(() -> run(id))
                .onFailure(Problem.class)
                .recoverWithUni(refused -> failed(id, (Problem) refused));
    }

    private Uni<Boolean> failed(UUID id, Problem problem) {
        LOG.warnf("the planned succession %s could not be done: %s", id, problem.code());
        return Panache.withTransaction(() -> log.failed(id, problem.code().toString()))
                .replaceWith(true);
    }

    /** False where another node is at it. */
    private Uni<Boolean> run(UUID id) {
        return Db.select(Planned.class, TAKE, id)
                .chain(taken -> taken.isEmpty()
                        ? Uni.createFrom().item(false)
                        : run(taken.get(0)).replaceWith(true));
    }

    private Uni<Integer> run(Planned planned) {
        return asked(planned)
                .chain(asked -> desk.candidates(asked)
                        .call(candidates -> locks.take(asked, candidates, null))
                        .chain(candidates -> asked(planned).chain(now -> desk.work(now, candidates))))
                .invoke(Working::requirePossible)
                .chain(working -> desk.outcome(working).chain(outcome -> execution
                        .run(working, planned.by(), planned.reason())
                        .chain(done -> finish(planned, done, outcome))));
    }

    /** Who planned it is told like anybody else: it was long ago, and somebody else might get what was meant for another. */
    private Uni<Integer> finish(Planned planned, Execution.Done done, Outcome outcome) {
        return log.done(planned.id(), SuccessionKind.OFFBOARDING, planned.by(), done, outcome)
                .chain(() -> news.tellHeirs(planned.id(), done.operation(), planned.userId(), planned.userId()));
    }

    /** Within the line that who planned it has on this day. */
    private Uni<Asked> asked(Planned planned) {
        return leavers.lineOf(planned.by()).chain(line -> leavers.leaver(planned.userId())
                .invoke(leaver -> requireBelow(line, leaver))
                .map(leaver -> new Asked(SuccessionKind.OFFBOARDING, leaver, planned.plan(), heirs(planned), line)));
    }

    private static void requireBelow(List<UUID> line, Leaver leaver) {
        if (line != null && !line.contains(leaver.unitId())) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
    }

    private List<Heir> heirs(Planned planned) {
        try {
            return json.readValue(planned.heirs(), new TypeReference<List<Heir>>() {});
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
