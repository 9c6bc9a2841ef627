package io.wealthcrm.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Long work that outlives its request: queued in the transaction of its cause, done by {@link JobHandler}s. */
@ApplicationScoped
public class Jobs {
    private static final long WAKE_AFTER_MS = 20;
    private static final String COLUMNS =
            "id, kind, subject_id, status, done, total, failed, started_at, finished_at, cast(result as text), created_by";

    private static final String MOVING = "select " + COLUMNS + " from jobs where created_by = any(cast(?1 as uuid[]))"
            + " and (status in ('QUEUED', 'RUNNING') or finished_at > clock_timestamp() - interval '5 seconds')";

    private final ObjectMapper json;
    private final Vertx vertx;
    private final JobRunner runner;

    Jobs(ObjectMapper json, Vertx vertx, JobRunner runner) {
        this.json = json;
        this.vertx = vertx;
        this.runner = runner;
    }

    record Row(
            UUID id,
            String kind,
            UUID subjectId,
            String status,
            long done,
            long total,
            long failed,
            Instant startedAt,
            Instant finishedAt,
            String result,
            UUID owner) {}

    /** Somebody's job. */
    public record Owned(UUID owner, JobView job) {}

    /** Queues work on a subject; a kind is done once for a subject. Joins the caller's transaction. */
    public Uni<JobView> start(String kind, UUID subject, long total, UUID by) {
        return Db.select(
                        Row.class,
                        "insert into jobs (id, kind, subject_id, total, created_by) values (?1, ?2, ?3, ?4, ?5) returning "
                                + COLUMNS,
                        Ids.next(),
                        kind,
                        subject,
                        total,
                        by)
                .invoke(() -> vertx.setTimer(WAKE_AFTER_MS, timer -> runner.wake()))
                .map(rows -> view(rows.get(0)));
    }

    /**
     * Queues a failed job again; it goes on with the first step that was not done. Joins the caller's transaction.
     *
     * @return null unless there is such a job and it has failed
     */
    public Uni<JobView> restart(String kind, UUID subject) {
        return Db.select(
                        Row.class,
                        "update jobs set status = 'QUEUED', failed = 0, attempts = 0, due_at = now(), started_at = null,"
                                + " finished_at = null, result = '{}'"
                                + " where kind = ?1 and subject_id = ?2 and status = 'FAILED' returning " + COLUMNS,
                        kind,
                        subject)
                .invoke(() -> vertx.setTimer(WAKE_AFTER_MS, timer -> runner.wake()))
                .map(rows -> rows.isEmpty() ? null : view(rows.get(0)));
    }

    /** Says within a step how much there is to do in all, where that was not known before. Joins the step's transaction. */
    public static Uni<Void> expect(String kind, UUID subject, long total) {
        return Db.execute(
                        "update jobs set total = greatest(cast(?3 as bigint), done) where kind = ?1 and subject_id = ?2",
                        kind,
                        subject,
                        total)
                .replaceWithVoid();
    }

    /** As {@link #expect}, where more has come than was expected; what has not stays. Joins the step's transaction. */
    public static Uni<Void> atLeast(String kind, UUID subject, long total) {
        return Db.execute(
                        "update jobs set total = greatest(total, cast(?3 as bigint)) where kind = ?1 and subject_id = ?2",
                        kind,
                        subject,
                        total)
                .replaceWithVoid();
    }

    /** Whether the job of the subject has ended without success. Joins the caller's transaction. */
    public Uni<Boolean> hasFailed(String kind, UUID subject) {
        return Db.select(
                        Boolean.class,
                        "select exists (select from jobs where kind = ?1 and subject_id = ?2 and status = 'FAILED')",
                        kind,
                        subject)
                .map(rows -> rows.get(0));
    }

    /** 202 with the job's place in {@code Location}. */
    public static RestResponse<JobView> accepted(JobView job) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, job)
                .header(HttpHeaders.LOCATION, "/api/v1/jobs/" + job.id())
                .build();
    }

    /** The job of a kind for the subject; joins the caller's session. @throws Problem NOT_FOUND */
    public Uni<JobView> of(String kind, UUID subject) {
        return Db.one(Row.class, "select " + COLUMNS + " from jobs where kind = ?1 and subject_id = ?2", kind, subject)
                .map(this::view);
    }

    /** The jobs of these people that are under way or ended within the last five seconds. One round trip. */
    @WithSession
    public Uni<List<Owned>> moving(Collection<UUID> people) {
        return Db.select(Row.class, MOVING, (Object) people.toArray(UUID[]::new))
                .map(rows -> rows.stream()
                        .map(row -> new Owned(row.owner(), view(row)))
                        .toList());
    }

    /** A job of one's own, or any job where {@code all}. @throws Problem NOT_FOUND */
    @WithSession
    Uni<JobView> find(UUID id, UUID person, boolean all) {
        return Db.one(
                        Row.class,
                        "select " + COLUMNS + " from jobs where id = ?1 and (?3 or created_by = ?2)",
                        id,
                        person,
                        all)
                .map(this::view);
    }

    private JobView view(Row row) {
        return new JobView(
                row.id(),
                row.kind(),
                row.subjectId(),
                row.status(),
                row.done(),
                row.total(),
                row.failed(),
                row.startedAt(),
                row.finishedAt(),
                parsed(row.result()));
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
