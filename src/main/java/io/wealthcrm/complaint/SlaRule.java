package io.wealthcrm.complaint;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How fast complaints of a kind and severity are worked (时限).
 *
 * @param severity 1 the gravest to 4
 * @param firstMinutes from the opening until somebody has it
 * @param resolveMinutes from the opening until it is answered; not less
 * @param escalateMinutes from one escalation to the next, once it is overdue
 * @param workingHours whether these are minutes of working hours, or of the clock
 * @param escalateTo who hears at levels 1, 2 and 3: TEAM_LEAD and BRANCH_MANAGER of the customer's line, OPERATIONS,
 *     COMPLIANCE; the last is COMPLIANCE
 */
record SlaRule(
        @NotNull ComplaintKind kind,
        @NotNull @Min(1) @Max(4) Integer severity,
        @NotNull @Min(1) @Max(100_000) Integer firstMinutes,
        @NotNull @Min(1) @Max(100_000) Integer resolveMinutes,
        @NotNull @Min(1) @Max(100_000) Integer escalateMinutes,
        @NotNull Boolean workingHours,
        @NotNull @Size(min = 3, max = 3) List<@NotNull Role> escalateTo) {
    private static final Set<Role> LINE =
            EnumSet.of(Role.TEAM_LEAD, Role.BRANCH_MANAGER, Role.OPERATIONS, Role.COMPLIANCE);

    /** @throws Problem INVALID_INPUT */
    void check(String pointer) {
        if (resolveMinutes < firstMinutes) {
            throw Problem.invalid(pointer + "/resolveMinutes", "ORDER", "≥ firstMinutes");
        }
        if (!LINE.containsAll(escalateTo) || escalateTo.get(2) != Role.COMPLIANCE) {
            throw Problem.invalid(pointer + "/escalateTo", "ROLES", LINE + ", …, COMPLIANCE");
        }
    }

    /** When what counts from then is due. */
    Deadlines from(Instant start, WorkingHours hours) {
        Instant due = after(start, resolveMinutes, hours);
        Instant late = after(due, escalateMinutes, hours);
        return new Deadlines(after(start, firstMinutes, hours), due, late, after(late, escalateMinutes, hours));
    }

    private Instant after(Instant start, int minutes, WorkingHours hours) {
        Duration time = Duration.ofMinutes(minutes);
        return workingHours ? hours.after(start, time) : start.plus(time);
    }
}
