package io.wealthcrm.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/** A person of the firm, or a customer of the app, as others may see them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserView(
        UUID id,
        String username,
        String displayName,
        List<Role> roles,
        UUID unitId,
        boolean active,
        List<Permission> permissions,
        long version) {

    static UserView of(User user) {
        return new UserView(
                user.id,
                user.username,
                user.displayName,
                user.roleList(),
                user.unitId,
                user.active,
                user.permissionList(),
                user.version);
    }
}
