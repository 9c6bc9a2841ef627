package io.wealthcrm.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.JobView;
import io.wealthcrm.shared.Jobs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Shows the progress of jobs on the sockets of whoever asked for them, whichever node does them: one look a second at the
 * jobs of the people connected here, and a frame where something has changed.
 */
@ApplicationScoped
class JobFrames {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Jobs jobs;
    private final Peers peers;
    private final ObjectMapper json;
    private final Background background;
    /** As it was told last; the loop's own, which runs once at a time. */
    private volatile Map<UUID, JobView> told = Map.of();

    JobFrames(Jobs jobs, Peers peers, ObjectMapper json, Background background) {
        this.jobs = jobs;
        this.peers = peers;
        this.json = json;
        this.background = background;
    }

    private record Key(UUID job) {}

    void start(@Observes StartupEvent event) {
        background.every(LOOK, "job progress", this::look);
    }

    private Uni<Void> look() {
        var people = peers.people();
        return people.isEmpty()
                ? Uni.createFrom().voidItem()
                : jobs.moving(people).invoke(this::tell).replaceWithVoid();
    }

    private void tell(List<Jobs.Owned> moving) {
        Map<UUID, JobView> now = new HashMap<>();
        for (Jobs.Owned each : moving) {
            now.put(each.job().id(), each.job());
            if (!each.job().equals(told.get(each.job().id()))) {
                show(each.owner(), each.job());
            }
        }
        told = now;
    }

    private void show(UUID person, JobView job) {
        String frame = frame(job);
        Key key = new Key(job.id());
        for (Peer peer : peers.of(person)) {
            peer.run(() -> peer.out.sheddable(key, frame));
        }
    }

    private String frame(JobView job) {
        try {
            return "{\"t\":\"job\",\"d\":" + json.writeValueAsString(job) + "}";
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
