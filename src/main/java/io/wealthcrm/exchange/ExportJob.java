package io.wealthcrm.exchange;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerListing;
import io.wealthcrm.customer.CustomerSummary;
import io.wealthcrm.customer.ReadableExtra;
import io.wealthcrm.customer.VisibleExtra;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.identity.Permission;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.JobHandler;
import io.wealthcrm.shared.Jobs;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Writes an export, a page of customers at a time, as far as who asked for it sees and may at that moment. */
@ApplicationScoped
class ExportJob implements JobHandler {
    static final String KIND = "CUSTOMER_EXPORT";

    /** No customer is erased while a step reads, and none who is being erased is read. */
    private static final String NO_ERASURE =
            "select cast(pg_advisory_xact_lock_shared(hashtextextended('exports', 264)) as text)";

    private static final String LOCKED = ExportRecord.SELECT + " where e.id = ?1 for update of e";

    private static final String MOVE_ON =
            """
            update exports
               set row_count = row_count + ?2, parts = parts + 1, next_page = cast(?3 as text),
                   state = case when cast(?3 as text) is null then 'DONE' else state end,
                   expires_at = case when cast(?3 as text) is null then clock_timestamp() + make_interval(secs => ?4) end
             where id = ?1""";

    private final Exports exports;
    private final ExportParts parts;
    private final CustomerListing listing;
    private final Callers callers;
    private final TableFiles workers;
    private final Audit audit;
    private final ExchangeConfig config;

    ExportJob(
            Exports exports,
            ExportParts parts,
            CustomerListing listing,
            Callers callers,
            TableFiles workers,
            Audit audit,
            ExchangeConfig config) {
        this.exports = exports;
        this.parts = parts;
        this.listing = listing;
        this.callers = callers;
        this.workers = workers;
        this.audit = audit;
        this.config = config;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** @throws Problem FORBIDDEN for who may it no more */
    @Override
    public Uni<Step> step(UUID id) {
        return Db.select(String.class, NO_ERASURE)
                .chain(() -> Db.one(ExportRecord.class, LOCKED, id))
                .chain(export -> export.state() == ExportView.State.WITHDRAWN
                        ? Uni.createFrom().item(new Step(0, true, Map.of("exportId", id)))
                        : part(export));
    }

    private Uni<Step> part(ExportRecord export) {
        return asker(export)
                .chain(asker -> part(export, asker))
                .map(page -> new Step(page.items().size(), page.nextCursor() == null, Map.of("exportId", export.id())));
    }

    private Uni<Page<CustomerSummary>> part(ExportRecord export, Caller asker) {
        return exports.requireSight(asker, export)
                .chain(readable -> page(export, asker.scope()).call(page -> write(export, readable, page)));
    }

    private Uni<Void> write(ExportRecord export, ReadableExtra readable, Page<CustomerSummary> page) {
        return extra(export, readable, page)
                .chain(extra -> write(new ExportText(export, readable, extra), export, page));
    }

    private static Uni<Map<UUID, VisibleExtra>> extra(
            ExportRecord export, ReadableExtra readable, Page<CustomerSummary> page) {
        return export.extraKeys().isEmpty()
                ? Uni.createFrom().item(Map.of())
                : readable.of(page.items().stream().map(CustomerSummary::id).toList());
    }

    private Uni<Caller> asker(ExportRecord export) {
        return callers.byPerson(export.byId()).invoke(asker -> {
            boolean may = asker != null
                    && asker.may(Permission.CUSTOMER_EXPORT)
                    && asker.scope().kind().compareTo(Scope.Kind.SELF) > 0;
            if (!may) {
                throw Problem.of(CommonProblem.FORBIDDEN);
            }
        });
    }

    private Uni<Page<CustomerSummary>> page(ExportRecord export, Scope scope) {
        return (export.parts() == 0 ? count(export, scope) : Uni.createFrom().voidItem())
                .chain(() -> listing.page(scope, exports.choice(export), config.rowsPerStep(), export.nextPage()));
    }

    private Uni<Void> count(ExportRecord export, Scope scope) {
        return listing.count(scope, exports.choice(export)).chain(count -> Jobs.expect(KIND, export.id(), count));
    }

    private Uni<Void> write(ExportText text, ExportRecord export, Page<CustomerSummary> page) {
        int number = export.parts();
        long written = export.rows() + (long) page.items().size();
        UUID[] customers = page.items().stream().map(CustomerSummary::id).toArray(UUID[]::new);
        return workers.blocking(() ->
                        parts.sealed(export.id(), number, (number == 0 ? text.head() : "") + text.rows(page.items())))
                .chain(content -> parts.add(export.id(), number, content, customers))
                .chain(() -> Jobs.atLeast(KIND, export.id(), written))
                .chain(() -> moveOn(export, page));
    }

    private Uni<Void> moveOn(ExportRecord export, Page<CustomerSummary> page) {
        double life = config.exportLife().toSeconds();
        return Db.execute(MOVE_ON, export.id(), page.items().size(), page.nextCursor(), life)
                .chain(() -> page.nextCursor() == null
                        ? audit.record(export.byId(), "CUSTOMER_EXPORT_MADE", Exports.SUBJECT, export.id())
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Void> failed(UUID id) {
        return Db.execute("update exports set state = 'FAILED' where id = ?1 and state = 'RUNNING'", id)
                .chain(() -> parts.discard(id));
    }
}
