package io.wealthcrm.demo;

import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Outside demo mode its routes are not there: 404 whoever asks and whatever they send. */
@ApplicationScoped
class DemoOnly {
    private static final String ROUTES = "/api/v1/demo/";

    private final WealthConfig config;

    DemoOnly(WealthConfig config) {
        this.config = config;
    }

    /** Before signing in and the body are looked at. */
    @ServerRequestFilter(preMatching = true)
    public void refuse(ContainerRequestContext request) {
        if (!config.demo() && request.getUriInfo().getPath().startsWith(ROUTES)) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
    }
}
