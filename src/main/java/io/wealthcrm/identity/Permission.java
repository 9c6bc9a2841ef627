package io.wealthcrm.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What an app shows buttons for; the routes themselves check roles. */
enum Permission {
    CUSTOMER_CREATE(Role.ADVISOR, Role.TEAM_LEAD, Role.BRANCH_MANAGER),
    ORDER_BOOK(Role.ADVISOR),
    ORDER_APPROVE(Role.COMPLIANCE),
    PAYMENT_RECORD(Role.OPERATIONS),
    CALLBACK_RECORD(Role.CALLBACK),
    PRODUCT_EDIT(Role.OPERATIONS),
    PRODUCT_LAUNCH(Role.OPERATIONS),
    USER_EDIT(Role.ADMIN),
    POOL_RULES(Role.OPERATIONS, Role.EXECUTIVE),
    TIER_RULES(Role.OPERATIONS, Role.EXECUTIVE);

    private final Set<Role> roles;

    Permission(Role... roles) {
        this.roles = Set.of(roles);
    }

    static List<Permission> of(Caller caller) {
        return Arrays.stream(values())
                .filter(permission -> permission.roles.stream().anyMatch(caller::has))
                .toList();
    }
}
