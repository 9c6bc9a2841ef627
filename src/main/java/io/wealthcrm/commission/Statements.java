package io.wealthcrm.commission;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What final runs give each person, and the lines behind it; each statement one round trip. */
@ApplicationScoped
class Statements {
    private static final UUID FIRST = new UUID(0, 0);

    /** ?1 the month, ?2 whether all is in sight, ?3 the caller, ?4 the caller's units, ?5 one person or null. */
    private static final String TOTALS =
            """
            select s.person_id, u.display_name, p.currency, cast(sum(s.lines) as bigint) as lines, sum(s.earned) as earned,
                   sum(s.clawed_back) as clawed_back, sum(s.earned + s.clawed_back) as net
              from commission_runs r
              join commission_plans p on p.id = r.plan_id
              join commission_statements s on s.run_id = r.id
              join users u on u.id = s.person_id
             where r.month = ?1 and r.status = 'FINAL'
               and (?2 or s.person_id = ?3 or s.unit_id = any(cast(?4 as uuid[])))
               and (cast(?5 as uuid) is null or s.person_id = cast(?5 as uuid))
               and (s.person_id, p.currency) > (?6, ?7)
             group by s.person_id, u.display_name, p.currency
             order by s.person_id, p.currency limit ?8""";

    private static final String PERSONS_LINES = LineView.SELECT
            + """
             where l.run_id in (select id from commission_runs where month = ?1 and status = 'FINAL')
               and l.beneficiary_id = ?2 and (l.run_id, l.id) > (?3, ?4)
             order by l.run_id, l.id limit ?5""";

    private static final String RUNS_LINES = LineView.SELECT
            + """
             where l.run_id = ?1 and (l.beneficiary_id, l.id) > (?2, ?3)
             order by l.beneficiary_id, l.id limit ?4""";

    private final RunQueries runs;

    Statements(RunQueries runs) {
        this.runs = runs;
    }

    /** A person's statement: one total for each currency, and a page of lines. */
    record PersonsStatement(String month, List<Statement> totals, Page<LineView> lines) {}

    /** By person. An advisor has the own one, a lead those of the subtree as it was at the run, finance all. */
    @WithSession
    Uni<Page<Statement>> list(Scope scope, LocalDate month, PageRequest page) {
        Cursor cursor = page.cursor(2) == null ? Cursor.of(FIRST, "") : page.cursor(2);
        return totals(scope, month, null, cursor, page.rows())
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.personId(), row.currency())));
    }

    /** @throws Problem NOT_FOUND, also where nothing of the month is in sight */
    @WithSession
    Uni<PersonsStatement> of(Scope scope, UUID person, LocalDate month, PageRequest page) {
        Cursor cursor = page.cursor(2) == null ? Cursor.of(FIRST, FIRST) : page.cursor(2);
        return totals(scope, month, person, Cursor.of(FIRST, ""), Integer.MAX_VALUE)
                .invoke(Statements::requireAny)
                .chain(totals -> Db.select(
                                LineView.class,
                                PERSONS_LINES,
                                month,
                                person,
                                cursor.uuid(0),
                                cursor.uuid(1),
                                page.rows())
                        .map(rows -> Page.of(rows, page.limit(), line -> Cursor.of(line.runId(), line.id())))
                        .map(lines -> new PersonsStatement(Months.text(month), totals, lines)));
    }

    /** The lines of a run, preview or final, by beneficiary. @throws Problem NOT_FOUND */
    @WithSession
    Uni<Page<LineView>> lines(UUID runId, PageRequest page) {
        Cursor cursor = page.cursor(2) == null ? Cursor.of(FIRST, FIRST) : page.cursor(2);
        return runs.existing(runId)
                .chain(() -> Db.select(LineView.class, RUNS_LINES, runId, cursor.uuid(0), cursor.uuid(1), page.rows()))
                .map(rows -> Page.of(rows, page.limit(), line -> Cursor.of(line.beneficiaryId(), line.id())));
    }

    private static Uni<List<Statement>> totals(Scope scope, LocalDate month, UUID person, Cursor after, int rows) {
        return Db.select(
                Statement.class,
                TOTALS,
                month,
                scope.firm(),
                scope.me(),
                scope.unitArray(),
                person,
                after.uuid(0),
                after.text(1),
                rows);
    }

    private static void requireAny(List<Statement> totals) {
        if (totals.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
    }
}
