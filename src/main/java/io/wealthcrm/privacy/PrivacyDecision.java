package io.wealthcrm.privacy;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What compliance decides.
 *
 * @param answerZh what the customer is told; required to reject and to correct, written by the service else
 * @param planToken of an erasure: that of the plan that was looked at
 */
record PrivacyDecision(
        @NotNull Kind decision,
        @Size(max = 2000) @Pattern(regexp = "(?s).*\\S.*") String answerZh,
        @Size(max = 2000) @Pattern(regexp = "(?s).*\\S.*") String answerEn,
        String planToken) {

    enum Kind {
        FULFIL,
        REJECT
    }

    /** @throws Problem INVALID_INPUT where the answer or the plan it rests on is missing */
    void check(PrivacyKind kind) {
        if (decision == Kind.REJECT || kind == PrivacyKind.CORRECTION) {
            require("/answerZh", answerZh);
            require("/answerEn", answerEn);
        } else if (kind == PrivacyKind.ERASURE) {
            require("/planToken", planToken);
        }
    }

    private static void require(String pointer, String value) {
        if (value == null) {
            throw Problem.invalid(pointer, "REQUIRED", "必填 / required");
        }
    }
}
