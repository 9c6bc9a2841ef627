package io.wealthcrm.testing;

import io.wealthcrm.identity.Role;
import io.wealthcrm.testing.Related.Relation;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody who looks at related records, and the one rule of what is shown: everything to the office, a line to who leads it, what
 * one has, or sits in the team of, to an advisor, the own file to a customer; and of what is done for customers only to who does it and leads them.
 *
 * @param lead the units led; empty for others
 * @param customer the own file of a customer
 */
public record Persona(Person person, Role role, Set<UUID> lead, Set<UUID> pools, UUID customer) {
    private static final Set<Role> OFFICE =
            EnumSet.of(Role.COMPLIANCE, Role.OPERATIONS, Role.FINANCE, Role.CALLBACK, Role.EXECUTIVE);
    /** Of what is kept of those who were erased; all else about them is hidden from everybody. */
    private static final Set<Role> KEEPERS = EnumSet.of(Role.COMPLIANCE, Role.OPERATIONS);

    private static final Set<Role> POOL_KEEPERS = EnumSet.of(Role.OPERATIONS, Role.EXECUTIVE);

    /** Whether the record is there for the persona. */
    public boolean sees(Related record) {
        if (record.relation() == Relation.MERGED || record.relation() == Relation.ERASED) {
            return record.relation() == Relation.ERASED && keeps();
        }
        return switch (record.subject()) {
            case CUSTOMER, ORDER, COMPLAINT -> isInSight(record);
            case HOUSEHOLD, ATTRITION_WARNING -> isInSight(record) && customer == null;
            case TASK, APPOINTMENT, VISIT -> isMine(record) || lead.contains(record.unit());
            case TIER_FEEDBACK -> isOffice() || isMine(record);
            case POOLED_CUSTOMER ->
                record.advisor() == null && (POOL_KEEPERS.contains(role) || pools.contains(record.unit()));
        };
    }

    /** Whether what must be kept of erased customers is shown. */
    public boolean keeps() {
        return KEEPERS.contains(role);
    }

    private boolean isInSight(Related record) {
        return isOffice()
                || isMine(record)
                || person.id().equals(record.seat())
                || lead.contains(record.unit())
                || record.customer().equals(customer);
    }

    private boolean isMine(Related record) {
        return person.id().equals(record.advisor());
    }

    private boolean isOffice() {
        return OFFICE.contains(role);
    }

    @Override
    public String toString() {
        return person.username();
    }
}
