package io.wealthcrm.order;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How an order stands at each gate. */
record Gates(List<Check> checks) {
    Gates {
        checks = List.copyOf(checks);
    }

    /** How a gate stands. */
    enum State {
        PASSED,
        /** Its turn has not come, or somebody else's act or the clock is awaited. */
        WAITING,
        /** Something is missing that must be mended. */
        BLOCKED
    }

    /** One gate; {@code missing} holds stable words such as {@code CONTRACT_PHOTO}, empty when passed. */
    record Check(Gate gate, State state, List<String> missing, List<Role> fixableBy) {
        /** Handed in, but nobody has reviewed it yet: enough to submit, not to approve. */
        boolean awaitsReview() {
            return gate == Gate.QUALIFIED_INVESTOR && state == State.WAITING;
        }

        static Check passed(Gate gate) {
            return new Check(gate, State.PASSED, List.of(), List.of());
        }
    }

    /** Refuses unless all papers are there. @throws Problem GATES_BLOCKED with the gates that are not passed */
    void requirePapers(OrderStatus current) {
        require(current, checks.stream().filter(check -> !check.awaitsReview()));
    }

    /** Refuses unless all papers are there and reviewed. @throws Problem GATES_BLOCKED with the gates that are not passed */
    void requireReviewedPapers(OrderStatus current) {
        require(current, checks.stream());
    }

    private static void require(OrderStatus current, Stream<Check> checks) {
        List<Map<String, Object>> open = checks.filter(
                        check -> check.gate().beforeSubmission() && check.state() != State.PASSED)
                .map(check -> Map.<String, Object>of(
                        "gate", check.gate(), "status", check.state(), "missing", check.missing()))
                .toList();
        if (!open.isEmpty()) {
            throw Problem.of(OrderProblem.GATES_BLOCKED, Map.of("current", current, "gates", open));
        }
    }
}
