package io.wealthcrm.identity;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What of a user can be changed, by JSON Merge Patch; nothing of it can be removed. */
record UserEdit(
        @NotNull @Size(min = 1, max = 100) String displayName,
        @NotNull UUID unitId,
        @NotEmpty Set<@NotNull Role> roles,
        @NotNull Boolean active) {

    static UserEdit of(User user) {
        return new UserEdit(user.displayName, user.unitId, new TreeSet<>(user.roleList()), user.active);
    }

    /** What the person is to be told of it, before it is applied. */
    List<AccountChanged> newsFor(User user) {
        List<AccountChanged> news = new ArrayList<>();
        if (active && !user.active) {
            news.add(AccountChanged.of(user.id, AccountChange.SWITCHED_ON));
        }
        boolean sameAccess = roles.equals(Set.copyOf(user.roleList())) && unitId.equals(user.unitId);
        if (active && !sameAccess) {
            news.add(AccountChanged.of(user.id, AccountChange.ACCESS_CHANGED));
        }
        return news;
    }

    User applyTo(User user) {
        user.displayName = displayName;
        user.unitId = unitId;
        user.assign(roles);
        user.active = active;
        return user;
    }
}
