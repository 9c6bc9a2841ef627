package io.wealthcrm.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Does queued jobs step by step. A step locks its job's row until it commits, so that of several nodes one does it, and a
 * killed one holds nothing back.
 */
@ApplicationScoped
class JobRunner {
    private static final Logger LOG = Logger.getLogger(JobRunner.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int MOST_ATTEMPTS = 10;

    /** Jobs a node does beside each other, so that a long step keeps nobody else's waiting. */
    private static final int LANES = 2;

    /** Passes over what another lane or node is at. */
    private static final String WAITING =
            """
            select id, kind, subject_id, status = 'QUEUED' from jobs
             where status in ('QUEUED', 'RUNNING') and due_at <= now() order by due_at, id limit 1 for update skip locked""";

    /** Before the first step, which may take a while; another node may be at it already. */
    private static final String BEGIN =
            """
            update jobs set status = 'RUNNING', started_at = clock_timestamp()
             where id in (select id from jobs where id = ?1 and status = 'QUEUED' for update skip locked)""";

    private static final String LOCK =
            """
            select id, kind, subject_id, false from jobs
             where id = ?1 and status in ('QUEUED', 'RUNNING') and due_at <= now() for update skip locked""";

    /** due_at moves on, so that jobs take turns. What has come since a job began is done as well, but not counted. */
    private static final String ADVANCE =
            """
            update jobs set done = least(total, done + ?2), attempts = 0, due_at = clock_timestamp(),
                   status = case when ?3 then 'DONE' else 'RUNNING' end,
                   started_at = coalesce(started_at, now()),
                   finished_at = case when ?3 then clock_timestamp() end,
                   result = case when ?3 then cast(cast(?4 as text) as jsonb) else result end
             where id = ?1""";

    private static final String END =
            """
            update jobs set status = 'FAILED', failed = total - done, started_at = coalesce(started_at, now()),
                   finished_at = now(), result = cast(cast(?2 as text) as jsonb)
             where id = ?1 and status in ('QUEUED', 'RUNNING')""";

    private static final String POSTPONE =
            """
            update jobs set attempts = attempts + 1, due_at = now() + make_interval(secs => least(60, power(2, attempts)))
             where id = ?1 and attempts < ?2 and status in ('QUEUED', 'RUNNING')""";

    private final Background background;
    private final ObjectMapper json;
    private final Map<String, JobHandler> handlers;
    private final List<Background.Loop> lanes = new CopyOnWriteArrayList<>();

    JobRunner(Background background, ObjectMapper json, @All List<JobHandler> handlers) {
        this.background = background;
        this.json = json;
        this.handlers = handlers.stream().collect(Collectors.toMap(JobHandler::kind, Function.identity()));
    }

    record Waiting(UUID id, String kind, UUID subject, boolean queued) {}

    void start(@Observes StartupEvent event) {
        for (int lane = 1; lane <= LANES; lane++) {
            lanes.add(background.every(POLL, "jobs, lane " + lane, this::drain));
        }
    }

    void wake() {
        lanes.forEach(Background.Loop::wake);
    }

    private Uni<Void> drain() {
        return Panache.withTransaction(() -> Db.select(Waiting.class, WAITING))
                .chain(waiting -> waiting.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : begin(waiting.get(0))
                                .chain(this::attempt)
                                .chain(worked ->
                                        worked ? drain() : Uni.createFrom().voidItem()));
    }

    private static Uni<Waiting> begin(Waiting job) {
        return job.queued()
                ? Panache.withTransaction(() -> Db.execute(BEGIN, job.id())).replaceWith(job)
                : Uni.createFrom().item(job);
    }

    /** False when another lane or node is at it. */
    private Uni<Boolean> attempt(Waiting job) {
        return Panache.withTransaction(() -> Db.select(Waiting.class, LOCK, job.id())
                        .chain(locked -> locked.isEmpty()
                                ? Uni.createFrom().item(false)
                                : step(job).replaceWith(true)))
                .onFailure()
                .recoverWithUni(failure -> failed(job, failure).replaceWith(true));
    }

    private Uni<Integer> step(Waiting job) {
        JobHandler handler = handlers.get(job.kind());
        if (handler == null) {
            return Uni.createFrom().failure(new IllegalStateException("nobody does jobs of kind " + job.kind()));
        }
        return handler.step(job.subject())
                .chain(step -> Db.execute(ADVANCE, job.id(), step.done(), step.last(), write(step.result())));
    }

    private Uni<Integer> failed(Waiting job, Throwable failure) {
        LOG.warnf(failure, "job %s %s failed", job.kind(), job.id());
        if (failure instanceof Problem problem) {
            return end(job, problem);
        }
        return Panache.withTransaction(() -> Db.execute(POSTPONE, job.id(), MOST_ATTEMPTS))
                .chain(postponed ->
                        postponed == 1 ? Uni.createFrom().item(1) : end(job, Problem.of(CommonProblem.INTERNAL)));
    }

    private Uni<Integer> end(Waiting job, Problem problem) {
        JobHandler handler = handlers.get(job.kind());
        return Panache.withTransaction(() -> Db.execute(END, job.id(), write(told(problem)))
                .call(() -> handler == null ? Uni.createFrom().voidItem() : handler.failed(job.subject())));
    }

    /** What whoever asked for the job reads of its failure. */
    private static Map<String, Object> told(Problem problem) {
        Map<String, Object> told = new LinkedHashMap<>(problem.context());
        told.put("code", problem.code().name());
        if (problem.detail() != null) {
            told.put("detail", problem.detail());
        }
        if (!problem.errors().isEmpty()) {
            told.put("errors", problem.errors());
        }
        return told;
    }

    private String write(Map<String, Object> result) {
        try {
            return json.writeValueAsString(result);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
