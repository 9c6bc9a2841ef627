package io.wealthcrm.reminder;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/** The firm's rules of reminding (提醒规则). */
@Path("/api/v1/reminder-rules")
class ReminderRuleResource {
    private final ReminderRules rules;
    private final Callers callers;

    ReminderRuleResource(ReminderRules rules, Callers callers) {
        this.rules = rules;
        this.callers = callers;
    }

    /** All of them, those switched off too. */
    @GET
    @RolesAllowed({"OPERATIONS", "ADMIN"})
    public Uni<List<ReminderRuleView>> list() {
        return rules.list();
    }

    /**
     * Replaces the rule of the kind; the next scan goes by it. Where it was switched off, or for offsets that are new, it makes up
     * for the days since that was last scanned, at most seven ({@code wealth.reminder.catch-up-days}); nobody is told of
     * earlier ones, and nobody of anything twice.
     */
    @PUT
    @Path("/{kind}")
    @RolesAllowed("ADMIN")
    public Uni<ReminderRuleView> change(
            @RestPath RuleKind kind, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull NewReminderRule input) {
        return rules.change(kind, ifMatch, input, callers.current());
    }
}
