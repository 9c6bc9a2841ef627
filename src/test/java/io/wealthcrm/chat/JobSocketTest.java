package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.testing.ChatApp;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Progress of a job that some node does, here laid in and moved by SQL. */
@OnSharedService
class JobSocketTest {
    private final Firm firm;

    JobSocketTest(Service service) {
        firm = Firm.on(service);
    }

    @Test
    void progress_comes_about_once_a_second_to_whom_the_job_belongs() {
        Person owner = firm.office(Role.FINANCE);
        ChatApp app = ChatApp.of(owner);
        ChatApp colleague = ChatApp.of(firm.office(Role.FINANCE));
        UUID job = job(owner, 1_000);
        assertThat(awaited(app, job, "QUEUED").path("done").asInt()).isZero();
        long began = System.nanoTime();
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> step(job) >= 100);
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(awaited(app, job, "RUNNING").path("total").asInt()).isEqualTo(1_000);
        firm.execute(
                "update jobs set status = 'DONE', done = total, finished_at = clock_timestamp() where id = ?", job);
        JsonNode end = awaited(app, job, "DONE");
        assertThat(end.path("done").asInt()).isEqualTo(1_000);
        assertThat(end.path("subjectId").asText()).isNotEmpty();
        assertThat(of(app, job)).isBetween(3L, 4 + (long) seconds);
        assertThat(of(colleague, job)).isZero();
    }

    private int step(UUID job) {
        return Integer.parseInt(firm.one(
                """
                update jobs set status = 'RUNNING', started_at = coalesce(started_at, now()), done = done + 1 where id = ?
                returning done""",
                job));
    }

    /** One that no runner takes, as its turn comes in an hour. */
    private UUID job(Person owner, int total) {
        UUID job = Ids.next();
        firm.execute(
                """
                insert into jobs (id, kind, subject_id, total, created_by, due_at)
                values (?, 'CLEARING', ?, ?, ?, now() + interval '1 hour')""",
                job,
                Ids.next(),
                total,
                owner.id());
        return job;
    }

    private static JsonNode awaited(ChatApp app, UUID job, String status) {
        return app.await(frame ->
                        isOf(frame, job) && frame.at("/d/status").asText().equals(status))
                .path("d");
    }

    private static long of(ChatApp app, UUID job) {
        return app.frames("job").stream().filter(frame -> isOf(frame, job)).count();
    }

    private static boolean isOf(JsonNode frame, UUID job) {
        return frame.path("t").asText().equals("job")
                && frame.at("/d/id").asText().equals(job.toString());
    }
}
