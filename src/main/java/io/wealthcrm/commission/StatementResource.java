package io.wealthcrm.commission;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.commission.Statements.PersonsStatement;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What final runs give each person; {@code month} as {@code 2026-03}. */
@Path("/api/v1/commissions/statements")
@RolesAllowed({Access.SALES, "FINANCE", "EXECUTIVE"})
class StatementResource {
    private final Statements statements;
    private final Callers callers;

    StatementResource(Statements statements, Callers callers) {
        this.statements = statements;
        this.callers = callers;
    }

    /** An advisor sees the own one, a lead the team's, a manager the branch's, finance and executives all. */
    @GET
    public Uni<Page<Statement>> list(@RestQuery String month, @Valid @BeanParam PageRequest page) {
        return statements.list(callers.current().scope(), Months.first("month", month), page);
    }

    /** One person's totals and lines. */
    @GET
    @Path("/{personId}")
    public Uni<PersonsStatement> get(
            @RestPath UUID personId, @RestQuery String month, @Valid @BeanParam PageRequest page) {
        return statements.of(callers.current().scope(), personId, Months.first("month", month), page);
    }
}
