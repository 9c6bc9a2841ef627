package io.wealthcrm.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.identity.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A delegation; from the first to and with the last business date, unless it ended before. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DelegationView(
        UUID id,
        UUID from,
        UUID to,
        Role role,
        LocalDate fromDate,
        LocalDate toDate,
        Instant createdAt,
        Instant endedAt) {
    static DelegationView of(Delegation delegation) {
        return new DelegationView(
                delegation.id,
                delegation.fromId,
                delegation.toId,
                delegation.role,
                delegation.fromDate,
                delegation.toDate,
                delegation.createdAt,
                delegation.endedAt);
    }
}
