package io.wealthcrm.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Runs a method marked {@link Idempotent} once per person and key. */
@Interceptor
@Idempotent
@Priority(Interceptor.Priority.APPLICATION)
class IdempotencyInterceptor {
    private static final int MAX_KEY = 200;

    private final CurrentVertxRequest current;
    private final SecurityIdentity identity;
    private final ObjectMapper json;
    private final IdempotencyKeys keys;
    private final RequestFingerprint fingerprint;

    IdempotencyInterceptor(
            CurrentVertxRequest current,
            SecurityIdentity identity,
            ObjectMapper json,
            IdempotencyKeys keys,
            RequestFingerprint fingerprint) {
        this.current = current;
        this.identity = identity;
        this.json = json;
        this.keys = keys;
        this.fingerprint = fingerprint;
    }

    @AroundInvoke
    Object once(InvocationContext call) throws Exception {
        HttpServerRequest request = current.getCurrent().request();
        String key = request.getHeader("Idempotency-Key");
        if (key == null) {
            if (call.getMethod().getAnnotation(Idempotent.class).required()) {
                throw Problem.of(CommonProblem.IDEMPOTENCY_KEY_REQUIRED);
            }
            return call.proceed();
        }
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw Problem.invalid("Idempotency-Key", "SIZE", "1…200");
        }
        UUID principal = UUID.fromString(identity.getPrincipal().getName());
        return fingerprint.of(request, call.getParameters()).chain(hash -> once(call, principal, key, hash));
    }

    private Uni<RestResponse<String>> once(InvocationContext call, UUID principal, String key, byte[] hash) {
        return Panache.withTransaction(() -> keys.claim(principal, key, hash)
                .chain(previous -> previous == null
                        ? first(call, principal, key)
                        : Uni.createFrom().item(replay(previous))));
    }

    private Uni<RestResponse<String>> first(InvocationContext call, UUID principal, String key) {
        return proceed(call)
                .map(this::answer)
                .call(answer -> keys.finish(principal, key, answer))
                .map(IdempotencyInterceptor::replay);
    }

    private static Uni<?> proceed(InvocationContext call) {
        try {
            return (Uni<?>) call.proceed();
        } catch (Exception failure) {
            return Uni.createFrom().failure(failure);
        }
    }

    private IdempotencyKeys.Answer answer(Object result) {
        if (result instanceof RestResponse<?> response) {
            Object location = response.getHeaders().getFirst(HttpHeaders.LOCATION);
            return new IdempotencyKeys.Answer(
                    (short) response.getStatus(),
                    location == null ? null : location.toString(),
                    write(response.getEntity()));
        }
        return new IdempotencyKeys.Answer((short) (result == null ? 204 : 200), null, write(result));
    }

    private static RestResponse<String> replay(IdempotencyKeys.Answer answer) {
        var response = RestResponse.ResponseBuilder.<String>create(answer.status());
        if (answer.body() != null) {
            response.entity(answer.body()).type(MediaType.APPLICATION_JSON_TYPE);
        }
        if (answer.location() != null) {
            response.header(HttpHeaders.LOCATION, answer.location());
        }
        return response.build();
    }

    private String write(Object entity) {
        try {
            return entity == null ? null : json.writeValueAsString(entity);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
