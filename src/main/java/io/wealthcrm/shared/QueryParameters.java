package io.wealthcrm.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that a route does not have: a slip of the pen would else ask for something wider, or do it. */
@ApplicationScoped
public class QueryParameters {
    /** Every list takes them by the contract, also one that is always answered whole. */
    private static final Set<String> OF_LISTS = Set.of("limit", "cursor");

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    /** After the caller is known to be allowed there. @throws Problem INVALID_INPUT with the parameter's name */
    @ServerRequestFilter
    public void refuseUnknown(ContainerRequestContext request, ResourceInfo route) {
        Set<String> given = request.getUriInfo().getQueryParameters().keySet();
        if (given.isEmpty()) {
            return;
        }
        Set<String> taken = known.computeIfAbsent(route.getResourceMethod(), QueryParameters::namesOf);
        boolean reads = request.getMethod().equals(HttpMethod.GET);
        refuse(given.stream()
                .filter(name -> !taken.contains(name) && !(reads && OF_LISTS.contains(name)))
                .toList());
    }

    /** For routes that are no resource and take none at all. @throws Problem INVALID_INPUT with the names, if there are any */
    public static void refuse(Collection<String> unknown) {
        if (!unknown.isEmpty()) {
            throw Problem.invalid(unknown.stream()
                    .sorted()
                    .map(name -> new Problem.Invalid(
                            Problem.pointer(List.of(name)), "UNKNOWN_PARAMETER", "未知参数 / no such parameter"))
                    .toList());
        }
    }

    private static Set<String> namesOf(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(parameter -> parameter.isAnnotationPresent(BeanParam.class)
                        ? Arrays.stream(parameter.getType().getDeclaredFields())
                                .flatMap(field -> name(field, field.getName()))
                        : name(parameter, parameter.getName()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> name(AnnotatedElement taken, String plain) {
        QueryParam named = taken.getAnnotation(QueryParam.class);
        RestQuery rest = taken.getAnnotation(RestQuery.class);
        return named != null
                ? Stream.of(named.value())
                : rest == null ? Stream.empty() : Stream.of(rest.value().isEmpty() ? plain : rest.value());
    }
}
