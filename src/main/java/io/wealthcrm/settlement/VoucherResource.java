package io.wealthcrm.settlement;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.settlement.Accounts.AccountNumber;
import io.wealthcrm.settlement.Accounts.AccountView;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.QueryValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.YearMonth;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What accounting software takes over: vouchers, and the accounts they are booked to. */
@Path("/api/v1/ledger")
@RolesAllowed("FINANCE")
class VoucherResource {
    private final Vouchers vouchers;
    private final Accounts accounts;
    private final Callers callers;

    VoucherResource(Vouchers vouchers, Accounts accounts, Callers callers) {
        this.vouchers = vouchers;
        this.accounts = accounts;
        this.callers = callers;
    }

    /**
     * The journal of a month ({@code 2026-11}) as CSV: {@code voucherNo, date, kind, summary, accountNumber, accountName,
     * productCode, currency, debit, credit, entryId}; amounts with two places, one of the two zero.
     */
    @GET
    @Path("/vouchers")
    @Produces("text/csv;charset=UTF-8")
    public Multi<String> vouchers(@RestQuery String period) {
        YearMonth month = QueryValue.month("period", period);
        if (month == null) {
            throw Problem.invalid("/period", "REQUIRED", "必填 / required");
        }
        return vouchers.export(month);
    }

    /** The chart of accounts (会计科目). */
    @GET
    @Path("/accounts")
    public Uni<Page<AccountView>> accounts() {
        return accounts.list();
    }

    /** Maps an account to its number in the accounting software. */
    @PATCH
    @Path("/accounts/{code}")
    @Consumes({"application/merge-patch+json", "application/json"})
    public Uni<AccountView> renumber(
            @RestPath String code, @HeaderParam("If-Match") String ifMatch, @Valid @NotNull AccountNumber number) {
        return accounts.renumber(callers.current(), code, ifMatch, number);
    }
}
