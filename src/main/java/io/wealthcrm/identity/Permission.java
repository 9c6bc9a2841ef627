package io.wealthcrm.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What an app shows buttons for. What roles give, the routes check by role; what no role gives is granted to single persons,
 * beside a role that could use it, and {@link Caller#require(Permission)} checks it.
 */
public enum Permission {
    CUSTOMER_CREATE(Role.ADVISOR, Role.TEAM_LEAD, Role.BRANCH_MANAGER),
    ORDER_BOOK(Role.ADVISOR),
    ORDER_APPROVE(Role.COMPLIANCE),
    PAYMENT_RECORD(Role.OPERATIONS),
    CALLBACK_RECORD(Role.CALLBACK),
    PRODUCT_EDIT(Role.OPERATIONS),
    PRODUCT_LAUNCH(Role.OPERATIONS),
    USER_EDIT(Role.ADMIN),
    POOL_RULES(Role.OPERATIONS, Role.EXECUTIVE),
    CUSTOMER_MERGE(Role.OPERATIONS, Role.COMPLIANCE, Role.BRANCH_MANAGER),
    TIER_RULES(Role.OPERATIONS, Role.EXECUTIVE),
    /** Taking a list of customers out of the service. */
    CUSTOMER_EXPORT();

    private final Set<Role> roles;

    Permission(Role... roles) {
        this.roles = Set.of(roles);
    }

    static List<Permission> of(Caller caller) {
        return Arrays.stream(values()).filter(caller::may).toList();
    }

    /** Whether it is given to persons and not by a role. */
    boolean isGranted() {
        return roles.isEmpty();
    }

    boolean isOf(Set<Role> held) {
        return roles.stream().anyMatch(held::contains);
    }
}
