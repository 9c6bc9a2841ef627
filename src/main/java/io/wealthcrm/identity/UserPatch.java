package io.wealthcrm.identity;

import io.wealthcrm.shared.Version;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;

/** A JSON Merge Patch of a user; members left out stay as they are, and none can be removed. */
record UserPatch(
        @Size(min = 1, max = 100) String displayName,
        UUID unitId,
        @Size(min = 1) Set<@NotNull Role> roles,
        Boolean active) {

    User applyTo(User user, String ifMatch) {
        Version.require(ifMatch, user.version);
        if (displayName != null) {
            user.displayName = displayName;
        }
        if (unitId != null) {
            user.unitId = unitId;
        }
        if (roles != null) {
            user.assign(roles);
        }
        if (active != null) {
            user.active = active;
        }
        return user;
    }
}
