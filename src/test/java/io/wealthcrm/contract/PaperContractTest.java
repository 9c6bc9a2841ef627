package io.wealthcrm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every legal and every illegal move of one paper. */
class PaperContractTest {
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");
    private static final UUID BY = Ids.next();
    private static final UUID ORDER = Ids.next();

    @ParameterizedTest
    @EnumSource(PaperStatus.class)
    void signsOnlyWhatTheHolderHas(PaperStatus from) {
        PaperContract paper = in(from, null);
        boolean legal = from == PaperStatus.SENT || from == PaperStatus.RECEIVED;
        moves(paper, legal, PaperStatus.SIGNED, () -> paper.sign(ORDER, BY, BY, NOW));
        assertThat(paper.orderId).isEqualTo(legal ? ORDER : null);
    }

    @ParameterizedTest
    @EnumSource(PaperStatus.class)
    void takesBackWhatIsSignedOrUnused(PaperStatus from) {
        boolean signed = from == PaperStatus.SIGNED;
        PaperContract paper = in(from, signed ? ORDER : null);
        moves(
                paper,
                signed || from == PaperStatus.RECEIVED,
                PaperStatus.RETURNED,
                () -> paper.bringBack(signed ? ORDER : null, BY, NOW, null));
    }

    @ParameterizedTest
    @EnumSource(PaperStatus.class)
    void archivesOnlyWhatWasSignedAndCameBack(PaperStatus from) {
        PaperContract paper = in(from, ORDER);
        moves(paper, from == PaperStatus.RETURNED, PaperStatus.ARCHIVED, () -> paper.archive(ORDER, BY, NOW, null));
    }

    @ParameterizedTest
    @EnumSource(PaperStatus.class)
    void voidsWhatIsNeitherSignedNorAtItsEnd(PaperStatus from) {
        PaperContract paper = in(from, null);
        boolean legal = from != PaperStatus.SIGNED && from != PaperStatus.ARCHIVED && from != PaperStatus.VOIDED;
        moves(paper, legal, PaperStatus.VOIDED, () -> paper.voidIt(BY, NOW, "污损"));
    }

    @Test
    void theOrderOnThePaperMustBeTheOneItCarries() {
        for (UUID other : new UUID[] {null, Ids.next()}) {
            PaperContract signed = in(PaperStatus.SIGNED, ORDER);
            refused(ContractProblem.CONTRACT_ORDER_MISMATCH, () -> signed.bringBack(other, BY, NOW, null));
            PaperContract returned = in(PaperStatus.RETURNED, ORDER);
            refused(ContractProblem.CONTRACT_ORDER_MISMATCH, () -> returned.archive(other, BY, NOW, null));
        }
        PaperContract unused = in(PaperStatus.RECEIVED, null);
        refused(ContractProblem.CONTRACT_ORDER_MISMATCH, () -> unused.bringBack(ORDER, BY, NOW, null));
        PaperContract neverSigned = in(PaperStatus.RETURNED, null);
        refused(ContractProblem.CONTRACT_NOT_MOVABLE, () -> neverSigned.archive(null, BY, NOW, null));
    }

    @Test
    void anotherNumberOnTheOrderFreesThePaperOrVoidsOneGivenBack() {
        PaperContract signed = in(PaperStatus.SIGNED, ORDER);
        signed.free(BY, NOW);
        assertThat(signed.status).isEqualTo(PaperStatus.RECEIVED);
        assertThat(signed.orderId).isNull();
        assertThat(signed.moves.get(0).orderId).isEqualTo(ORDER);
        PaperContract returned = in(PaperStatus.RETURNED, ORDER);
        returned.free(BY, NOW);
        assertThat(returned.status).isEqualTo(PaperStatus.VOIDED);
        PaperContract archived = in(PaperStatus.ARCHIVED, ORDER);
        refused(ContractProblem.CONTRACT_NOT_MOVABLE, () -> archived.free(BY, NOW));
    }

    private static PaperContract in(PaperStatus status, UUID order) {
        PaperContract paper = new PaperContract();
        paper.number = "HT-000001";
        paper.status = status;
        paper.orderId = order;
        return paper;
    }

    private static void moves(PaperContract paper, boolean legal, PaperStatus target, Runnable move) {
        PaperStatus from = paper.status;
        if (legal) {
            move.run();
            assertThat(paper.status).isEqualTo(target);
            assertThat(paper.statusAt).isEqualTo(NOW);
            assertThat(paper.moves).extracting(made -> made.toStatus).containsExactly(target);
        } else {
            refused(ContractProblem.CONTRACT_NOT_MOVABLE, move);
            assertThat(paper.status).isEqualTo(from);
            assertThat(paper.moves).isEmpty();
        }
    }

    private static void refused(ContractProblem code, Runnable act) {
        assertThatThrownBy(act::run).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }
}
