package io.wealthcrm.identity;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Groups of roles, to be named in {@code @RolesAllowed} beside single ones where many routes are for the same people. A
 * group says only who may ever ask; what they see is the {@link Scope}.
 */
public final class Access {
    /** Who sells, and who leads them. */
    public static final String SALES = "SALES";
    /** Staff who read customers' files and what hangs on them, each within the own scope. */
    public static final String FILE_READERS = "FILE_READERS";
    /** Everybody but customers. */
    public static final String STAFF = "STAFF";

    private static final Set<Role> SELLERS = EnumSet.of(Role.ADVISOR, Role.TEAM_LEAD, Role.BRANCH_MANAGER);
    private static final Set<Role> NO_READERS = EnumSet.of(Role.MARKETING, Role.ADMIN, Role.CUSTOMER);

    private Access() {}

    /** The names that {@code @RolesAllowed} may use of somebody: the roles and the groups they are in. */
    static Set<String> namesOf(Set<Role> roles) {
        return roles.stream().flatMap(Access::namesOf).collect(Collectors.toSet());
    }

    private static Stream<String> namesOf(Role role) {
        return Stream.of(
                        role.name(),
                        SELLERS.contains(role) ? SALES : null,
                        NO_READERS.contains(role) ? null : FILE_READERS,
                        role == Role.CUSTOMER ? null : STAFF)
                .filter(name -> name != null);
    }
}
