package io.wealthcrm.household;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A household with its members of now, the head first.
 *
 * @param hiddenMembers how many of them are outside the caller's sight
 */
record HouseholdView(
        UUID id,
        String name,
        HouseholdKind kind,
        List<Member> members,
        int hiddenMembers,
        Instant createdAt,
        long version) {

    /** Outside the caller's sight only {@code role} and {@code masked} are told. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Member(UUID customerId, String name, HouseholdRole role, LocalDate since, boolean masked) {}

    HouseholdEdit edit() {
        return new HouseholdEdit(name, kind);
    }
}
