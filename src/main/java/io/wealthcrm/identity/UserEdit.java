package io.wealthcrm.identity;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What of a user can be changed, by JSON Merge Patch; nothing of it can be removed.
 *
 * @param permissions of those that no role gives
 */
record UserEdit(
        @NotNull @Size(min = 1, max = 100) String displayName,
        @NotNull UUID unitId,
        @NotEmpty Set<@NotNull Role> roles,
        @NotNull Boolean active,
        @NotNull Set<@NotNull Permission> permissions) {

    static UserEdit of(User user) {
        return new UserEdit(
                user.displayName,
                user.unitId,
                new TreeSet<>(user.roleList()),
                user.active,
                new TreeSet<>(user.permissionList()));
    }

    /** What the person is to be told of it, before it is applied. */
    List<AccountChanged> newsFor(User user) {
        List<AccountChanged> news = new ArrayList<>();
        if (active && !user.active) {
            news.add(AccountChanged.of(user.id, AccountChange.SWITCHED_ON));
        }
        if (active && !hasAccessOf(user)) {
            news.add(AccountChanged.of(user.id, AccountChange.ACCESS_CHANGED));
        }
        return news;
    }

    /**
     * Whether who has the account may see or do more than before, or elsewhere, and more than an advisor's own work: what
     * compliance is to know of.
     */
    boolean widensAccessOf(User user) {
        boolean more = !user.roleList().containsAll(roles)
                || !user.permissionList().containsAll(permissions)
                || !unitId.equals(user.unitId)
                || !user.active;
        return active && more && User.seesMore(roles, permissions);
    }

    /** Whether compliance is to lose the person. */
    boolean weakensCompliance(User user) {
        return user.active && user.roleList().contains(Role.COMPLIANCE) && !(active && roles.contains(Role.COMPLIANCE));
    }

    /** Whether roles, unit and permissions stay. */
    boolean hasAccessOf(User user) {
        return roles.equals(Set.copyOf(user.roleList()))
                && unitId.equals(user.unitId)
                && permissions.equals(Set.copyOf(user.permissionList()));
    }

    /** @throws Problem INVALID_INPUT for a permission that roles give or a role that is not for staff, ROLES_CONFLICT */
    User applyTo(User user) {
        if (!permissions.stream().allMatch(Permission::isGranted)) {
            throw Problem.invalid("/permissions", "GIVEN_BY_ROLE", "该权限由角色决定 / roles give this permission");
        }
        user.displayName = displayName;
        user.unitId = unitId;
        user.employ(roles);
        user.active = active;
        user.grant(permissions);
        return user;
    }
}
