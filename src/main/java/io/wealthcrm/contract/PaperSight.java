package io.wealthcrm.contract;

import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Problem;
import java.util.UUID;

/** Who sees papers: their holder, those who lead the holder's unit, and the office. */
final class PaperSight {
    private PaperSight() {}

    /** Null {@code unitId} and {@code advisorId} is stock, for the office only. @throws Problem NOT_FOUND */
    static void requireSeen(Scope scope, UUID unitId, UUID advisorId) {
        boolean seen =
                switch (scope.kind()) {
                    case FIRM -> true;
                    case UNITS -> unitId != null && scope.units().contains(unitId);
                    case OWN -> advisorId != null && scope.mine().contains(advisorId);
                    case SELF, NONE -> false;
                };
        if (!seen) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
    }
}
