package io.wealthcrm.household;

import io.wealthcrm.shared.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A household with its first members. */
record NewHousehold(
        @NotBlank @Size(max = 100) String name,
        @NotNull HouseholdKind kind,
        @NotNull @Size(min = 1, max = Households.MOST) List<@Valid @NotNull First> members) {

    /** @param since the first day in it; today where it is left out */
    record First(@NotNull UUID customerId, @NotNull HouseholdRole role, LocalDate since) {}

    /** @throws Problem ALREADY_MEMBER, HEAD_TAKEN, INVALID_INPUT for a day to come */
    void check(LocalDate today) {
        members.forEach(member -> NewMember.check(member.since(), today));
        if (ids().stream().distinct().count() < members.size()) {
            throw Problem.of(HouseholdProblem.ALREADY_MEMBER);
        }
        if (members.stream()
                        .filter(member -> member.role() == HouseholdRole.HEAD)
                        .count()
                > 1) {
            throw Problem.of(HouseholdProblem.HEAD_TAKEN);
        }
    }

    List<UUID> ids() {
        return members.stream().map(First::customerId).toList();
    }
}
