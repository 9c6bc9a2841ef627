package io.wealthcrm.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.wealthcrm.shared.wall.Wall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Replaces what a token claims by what the database says of its session, and has the database show what that person sees. */
@ApplicationScoped
class CallerAugmentor implements SecurityIdentityAugmentor {
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Instance<Callers> callers;

    CallerAugmentor(Instance<Callers> callers) {
        this.callers = callers;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return augment(identity, context, Map.of());
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        return callers.get().bySession(sessionOf(token)).map(caller -> {
            if (caller == null) {
                throw new AuthenticationFailedException("the session has ended");
            }
            Scope scope = reads(attributes) ? caller.scope() : caller.scope().withoutArchive();
            Wall.face(scope.sight());
            return identityOf(identity, caller);
        });
    }

    private static boolean reads(Map<String, Object> attributes) {
        RoutingContext request = HttpSecurityUtils.getRoutingContextAttribute(attributes);
        return request != null && READS.contains(request.request().method());
    }

    private static UUID sessionOf(JsonWebToken token) {
        String claim = token.getClaim("sid");
        try {
            return UUID.fromString(claim);
        } catch (IllegalArgumentException | NullPointerException foreign) {
            throw new AuthenticationFailedException(foreign);
        }
    }

    private static SecurityIdentity identityOf(SecurityIdentity identity, Caller caller) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addCredentials(identity.getCredentials())
                .addRoles(Access.namesOf(caller.roles()))
                .addAttribute(Callers.ATTRIBUTE, caller)
                .build();
    }
}
