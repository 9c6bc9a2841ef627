package io.wealthcrm.testing;

import io.quarkus.security.Authenticated;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Role;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The routes as the resources' annotations declare them, with who may use each. */
final class DeclaredRoutes {
    private static final Map<String, Set<Role>> GROUPS = Map.of(
            Access.SALES, EnumSet.of(Role.ADVISOR, Role.TEAM_LEAD, Role.BRANCH_MANAGER),
            Access.FILE_READERS, EnumSet.complementOf(EnumSet.of(Role.MARKETING, Role.ADMIN, Role.CUSTOMER)),
            Access.STAFF, EnumSet.complementOf(EnumSet.of(Role.CUSTOMER)));

    /**
     * Resumable uploads speak a protocol of their own (tus) on routes of the server, which have no annotation: who may begin one is what
     * its purpose says, who goes on with it its owner. {@code AccessMatrixServiceTest} holds the service to these as to all others.
     */
    private static final Map<String, Set<Role>> BELOW_REST = Map.of(
            "POST /api/v1/uploads", EnumSet.of(Role.ADVISOR),
            "PATCH /api/v1/uploads/{id}", EnumSet.allOf(Role.class),
            "DELETE /api/v1/uploads/{id}", EnumSet.allOf(Role.class));

    private DeclaredRoutes() {}

    /** By method and path; nobody for those open to strangers. */
    static Map<String, Set<Role>> all() {
        Map<String, Set<Role>> routes = new TreeMap<>(BELOW_REST);
        ProductClasses.all()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .forEach(method -> verb(method).forEach(verb -> routes.put(verb + " " + path(method), roles(method))));
        return routes;
    }

    private static Stream<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value());
    }

    private static String path(Method method) {
        Path own = method.getAnnotation(Path.class);
        String prefix = method.getDeclaringClass().getAnnotation(Path.class).value();
        String whole = own == null ? prefix : prefix + (own.value().startsWith("/") ? "" : "/") + own.value();
        return whole.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}");
    }

    private static Set<Role> roles(Method method) {
        RolesAllowed allowed = declared(method, RolesAllowed.class);
        if (allowed == null) {
            return declared(method, PermitAll.class) != null || declared(method, Authenticated.class) == null
                    ? Set.of()
                    : EnumSet.allOf(Role.class);
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : allowed.value()) {
            roles.addAll(GROUPS.getOrDefault(name, Set.of()));
            Arrays.stream(Role.values())
                    .filter(role -> role.name().equals(name))
                    .forEach(roles::add);
        }
        return roles;
    }

    private static <A extends Annotation> A declared(Method method, Class<A> type) {
        A own = method.getAnnotation(type);
        return own != null ? own : method.getDeclaringClass().getAnnotation(type);
    }
}
