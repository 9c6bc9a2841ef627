package io.wealthcrm.identity;

import io.wealthcrm.shared.wall.Sight;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which customers, and which orders and histories of theirs, a person sees. Records in scope carry {@code advisor_id},
 * {@code unit_id} and {@code customer_id}; a query takes the whole scope and matches
 * {@code (:firm or advisor_id = any(:mine) or unit_id = any(:units) or customer_id = any(:seats) or customer_id = :customer)}.
 *
 * @param kind the widest thing the person sees
 * @param me the person
 * @param mine the person and whom they cover today (代管): an advisor's own customers have one of them as {@code advisor_id}
 * @param units the subtree a lead or manager sees; empty for others
 * @param customerId the own file of a customer, else null
 * @param seats customers in whose team the person sits today (客户团队); only of people who sell
 * @param archive whether files are seen of which only what the law demands is left (个人信息删除)
 */
public record Scope(
        Kind kind, UUID me, List<UUID> mine, List<UUID> units, UUID customerId, List<UUID> seats, boolean archive) {

    /** From the narrowest to the widest. */
    public enum Kind {
        /** Nothing: administrators keep accounts, not customers' files. */
        NONE,
        /** The customer's own file. */
        SELF,
        /** An advisor's own customers. */
        OWN,
        /** All customers of a subtree of units. */
        UNITS,
        /** All customers: office roles. */
        FIRM
    }

    static Scope of(Caller caller) {
        Kind kind = kindOf(caller);
        return new Scope(
                kind,
                caller.userId(),
                mine(caller),
                kind == Kind.UNITS ? caller.units() : List.of(),
                kind == Kind.SELF ? caller.customerId() : null,
                kind == Kind.OWN || kind == Kind.UNITS ? caller.seats() : List.of(),
                caller.hasAny(Role.COMPLIANCE, Role.OPERATIONS));
    }

    private static List<UUID> mine(Caller caller) {
        return Stream.concat(Stream.of(caller.userId()), caller.covered().stream())
                .toList();
    }

    private static Kind kindOf(Caller caller) {
        if (caller.hasAny(Role.COMPLIANCE, Role.OPERATIONS, Role.FINANCE, Role.CALLBACK, Role.EXECUTIVE)) {
            return Kind.FIRM;
        }
        if (caller.hasAny(Role.TEAM_LEAD, Role.BRANCH_MANAGER)) {
            return Kind.UNITS;
        }
        if (caller.has(Role.ADVISOR)) {
            return Kind.OWN;
        }
        return caller.has(Role.CUSTOMER) ? Kind.SELF : Kind.NONE;
    }

    /** The same for PostgreSQL, which keeps it where a query forgets the scope. */
    public Sight sight() {
        return switch (kind) {
            case NONE -> Sight.NOTHING;
            case SELF -> Sight.of(List.of(), List.of(), customerId == null ? List.of() : List.of(customerId));
            case OWN -> Sight.of(mine, List.of(), seats);
            case UNITS -> Sight.of(mine, units, seats);
            case FIRM -> archive ? Sight.ARCHIVE : Sight.FIRM;
        };
    }

    /** True when everything is in sight. */
    public boolean firm() {
        return kind == Kind.FIRM;
    }

    /** {@link #mine} as an SQL array parameter. */
    public UUID[] mineArray() {
        return mine.toArray(UUID[]::new);
    }

    /** {@link #units} as an SQL array parameter. */
    public UUID[] unitArray() {
        return units.toArray(UUID[]::new);
    }

    /** {@link #seats} as an SQL array parameter. */
    public UUID[] seatArray() {
        return seats.toArray(UUID[]::new);
    }

    /** For what changes anything: of erased files only what an article keeps is left, and nobody adds to it. */
    Scope withoutArchive() {
        return new Scope(kind, me, mine, units, customerId, seats, false);
    }

    /** What the person serves or leads: who merely sits in a customer's team neither hands that one on nor says who else sits there. */
    public Scope withoutSeats() {
        return new Scope(kind, me, mine, units, customerId, List.of(), archive);
    }
}
