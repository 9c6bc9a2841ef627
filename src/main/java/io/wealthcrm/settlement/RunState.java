package io.wealthcrm.settlement;

import io.wealthcrm.shared.Problem;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;

/** A run as it stands, its row locked by the caller's transaction. */
record RunState(UUID id, RunStatus status, UUID preparedBy, int holdings, BigDecimal amount) {

    /** Four eyes (复核). @throws Problem ILLEGAL_RUN_STATE, SECOND_PERSON_REQUIRED */
    void requireApprovableBy(UUID person) {
        require(RunStatus.PREPARED);
        if (person.equals(preparedBy)) {
            throw Problem.of(SettlementProblem.SECOND_PERSON_REQUIRED);
        }
    }

    /** @throws Problem ILLEGAL_RUN_STATE */
    void require(RunStatus wanted) {
        if (status != wanted) {
            throw Problem.of(SettlementProblem.ILLEGAL_RUN_STATE, Map.of("current", status));
        }
    }
}
