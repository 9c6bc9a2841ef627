package io.wealthcrm.shared;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.UUID;

/** Does one kind of long work, a step at a time; a CDI bean. */
public interface JobHandler {
    /** What a step came to. */
    record Step(long done, boolean last, Map<String, Object> result) {
        public Step {
            result = Map.copyOf(result);
        }
    }

    String kind();

    /**
     * Does the next step for the subject. Runs in a transaction that also counts the progress: after a crash the work goes on
     * with the first step that was not committed. A {@link Problem} ends the job as FAILED; any other failure is tried again.
     */
    Uni<Step> step(UUID subject);

    /** Says of the subject that its job has failed for good, in the transaction that ends the job. */
    default Uni<Void> failed(UUID subject) {
        return Uni.createFrom().voidItem();
    }
}
