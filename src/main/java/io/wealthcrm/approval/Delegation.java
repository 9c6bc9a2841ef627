package io.wealthcrm.approval;

import io.wealthcrm.identity.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Somebody stands in for somebody else with one role, for some days. */
@Entity
@Table(name = "approval_delegations")
class Delegation {
    @Id
    UUID id;

    UUID fromId;
    UUID toId;

    @Enumerated(EnumType.STRING)
    Role role;

    LocalDate fromDate;
    LocalDate toDate;
    Instant createdAt;
    /** When it was taken back before its last day. */
    Instant endedAt;
}
