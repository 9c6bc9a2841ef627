package io.wealthcrm.identity;

import io.wealthcrm.shared.Problem;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Somebody who can sign in. */
@Entity
@Table(name = "users")
class User {
    private static final Set<Role> SALES = Set.of(Role.ADVISOR, Role.TEAM_LEAD, Role.BRANCH_MANAGER);
    private static final Set<Role> CONTROL = Set.of(Role.COMPLIANCE, Role.OPERATIONS, Role.FINANCE, Role.CALLBACK);

    @Id
    UUID id;

    String username;
    String passwordHash;
    String displayName;

    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] roles;

    UUID unitId;
    UUID customerId;
    byte[] phoneIndex;
    boolean active = true;

    /** Given to the person beyond what the roles give. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] permissions = {};

    @Version
    long version;

    static User staff(UUID id, NewUser input, String passwordHash) {
        User user = new User();
        user.id = id;
        user.username = input.username().toLowerCase(Locale.ROOT);
        user.passwordHash = passwordHash;
        user.displayName = input.displayName();
        user.unitId = input.unitId();
        user.employ(input.roles());
        return user;
    }

    static User customer(UUID id, UUID customerId, String displayName, byte[] phoneIndex) {
        User user = new User();
        user.id = id;
        user.customerId = customerId;
        user.displayName = displayName;
        user.phoneIndex = phoneIndex;
        user.assign(List.of(Role.CUSTOMER));
        return user;
    }

    /** @throws Problem INVALID_INPUT, ROLES_CONFLICT */
    void employ(Collection<Role> granted) {
        if (granted.contains(Role.CUSTOMER)) {
            throw Problem.invalid("/roles", "NOT_FOR_STAFF", "员工不能使用客户角色 / no role for staff");
        }
        assign(granted);
    }

    /** @throws Problem ROLES_CONFLICT: who sells neither approves, nor takes the money, nor calls back (R5) */
    private void assign(Collection<Role> granted) {
        if (granted.stream().anyMatch(SALES::contains) && granted.stream().anyMatch(CONTROL::contains)) {
            throw Problem.of(IdentityProblem.ROLES_CONFLICT);
        }
        roles = granted.stream().distinct().map(Enum::name).sorted().toArray(String[]::new);
    }

    /** Than an advisor's own work needs. */
    static boolean seesMore(Collection<Role> roles, Collection<Permission> permissions) {
        return !permissions.isEmpty() || roles.stream().anyMatch(role -> role != Role.ADVISOR);
    }

    void grant(Collection<Permission> granted) {
        permissions = granted.stream().distinct().map(Enum::name).sorted().toArray(String[]::new);
    }

    List<Permission> permissionList() {
        return Arrays.stream(permissions).map(Permission::valueOf).toList();
    }

    List<Role> roleList() {
        return Arrays.stream(roles).map(Role::valueOf).toList();
    }
}
