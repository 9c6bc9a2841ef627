package io.wealthcrm.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CheckedDraft;
import io.wealthcrm.customer.CustomerDraft;
import io.wealthcrm.customer.CustomerIntake;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Lays the rows of a table beside their import, each judged. */
@ApplicationScoped
class ImportRows {
    private static final String LAY =
            """
            insert into import_rows (import_id, line, state, code, field, phone_end, customer_id, sealed, phone_index,
                   id_number_index)
            select ?2, line, case when code is null then 'READY' else 'REFUSED' end, code, field, phone_end, customer_id, sealed,
                   decode(phone_index, 'hex'), decode(id_number_index, 'hex')
              from jsonb_to_recordset(cast(cast(?1 as text) as jsonb)) as r(line integer, code text, field text, phone_end text,
                   customer_id uuid, sealed text, phone_index text, id_number_index text)""";

    /**
     * Of somebody on file it is only said that they are. Each row is looked up by an index, here and among the rows, so that no
     * statistics of the tables can mislead the planner.
     */
    private static final String FIND_KNOWN =
            """
            with fresh as materialized (
                select line, phone_index, id_number_index from import_rows
                 where import_id = ?1 and line > ?2 and state = 'READY'),
            judged as materialized (
                select f.line, known.by, known.id, known.in_sight as updates
                  from fresh f
                  cross join lateral (
                    select 'phone' as by, c.id, coalesce(f.id_number_index = c.id_number_index, f.id_number_index is null)
                           and c.erased_at is null and (?3 or c.advisor_id = any (?4) or c.unit_id = any (?5)) as in_sight
                      from customers c where c.phone_index = f.phone_index
                    union all
                    select 'idNumber', c.id, false from customers c where c.id_number_index = f.id_number_index
                    union all
                    select 'phone', o.customer_id, false from customer_other_phones o where o.phone_index = f.phone_index
                     limit 1) known),
            followed as (
                update import_rows r set customer_id = j.id, updates = true
                  from judged j where r.import_id = ?1 and r.line = j.line and j.updates)
            update import_rows r
               set state = 'REFUSED', code = 'DUPLICATE_CUSTOMER', field = j.by, sealed = null, phone_index = null,
                   id_number_index = null
              from judged j where r.import_id = ?1 and r.line = j.line and not j.updates""";

    /** Of two rows with the same phone or ID number the first counts that nothing else refuses. */
    private static final String REFUSE_TWICE =
            """
            with fresh as materialized (
                select line, phone_index, id_number_index from import_rows
                 where import_id = ?1 and line > ?2 and state = 'READY'),
            judged as materialized (
                select f.line, twice.by
                  from fresh f
                  cross join lateral (
                    select 'phone' as by from import_rows e
                     where e.import_id = ?1 and e.phone_index = f.phone_index and e.line < f.line
                    union all
                    select 'idNumber' from import_rows e
                     where e.import_id = ?1 and e.id_number_index = f.id_number_index and e.line < f.line limit 1) twice)
            update import_rows r
               set state = 'REFUSED', code = 'DUPLICATE_IN_FILE', field = j.by, sealed = null, phone_index = null,
                   id_number_index = null
              from judged j where r.import_id = ?1 and r.line = j.line""";

    /** Adds them up; answers how many its person was told within the hour, by this import and others. */
    private static final String TOLD_KNOWN =
            """
            with fresh as (
                select cast(count(*) as integer) as told from import_rows
                 where import_id = ?1 and line > ?2 and state = 'REFUSED' and code = 'DUPLICATE_CUSTOMER'),
            added as (
                update imports i set told_known = i.told_known + fresh.told from fresh where i.id = ?1 returning i.by_id, i.told_known)
            select cast(a.told_known + coalesce((
                   select sum(o.told_known) from imports o
                    where o.by_id = a.by_id and o.id <> ?1 and o.uploaded_at > now() - interval '1 hour'), 0) as bigint)
              from added a""";

    private static final UUID NOBODY = new UUID(0, 0);

    private static final String REFUSED =
            "select count(*) from import_rows where import_id = ?1 and line > ?2 and state = 'REFUSED'";

    private final CustomerIntake intake;
    private final ImportFields fields;
    private final TableFiles files;
    private final ObjectMapper json;
    private final ExchangeConfig config;

    ImportRows(CustomerIntake intake, ImportFields fields, TableFiles files, ObjectMapper json, ExchangeConfig config) {
        this.intake = intake;
        this.fields = fields;
        this.files = files;
        this.json = json;
        this.config = config;
    }

    /** A row as {@link #LAY} reads it. */
    private record Laid(
            int line,
            String code,
            String field,
            String phone_end,
            UUID customer_id,
            String sealed,
            String phone_index,
            String id_number_index) {

        static Laid of(int line, CheckedDraft draft) {
            return new Laid(
                    line,
                    draft.code(),
                    draft.field(),
                    draft.phoneEnd(),
                    draft.id(),
                    draft.sealed(),
                    draft.phoneIndex(),
                    draft.idNumberIndex());
        }

        static Laid of(DraftReader.Read read) {
            return new Laid(read.line(), read.refusal().name(), read.field(), null, null, null, null, null);
        }
    }

    /** Judges the rows, which follow the import's last, and lays them; answers how many are refused. Joins the transaction. */
    Uni<Integer> lay(ImportRecord task, ColumnMapping mapping, OpenTables.Piece piece) {
        return fields.importer(task.byId(), mapping).chain(importer -> lay(task, mapping, piece, importer));
    }

    private Uni<Integer> lay(
            ImportRecord task, ColumnMapping mapping, OpenTables.Piece piece, ImportFields.Importer importer) {
        return files.blocking(
                        () -> judged(new DraftReader(mapping, importer.extra().fields(), piece.width()), piece))
                .chain(rows -> Db.execute(LAY, rows, task.id()))
                .chain(() -> findKnown(task, importer.caller()))
                .call(() -> requireFew(task, importer.caller()))
                .chain(() -> fields.known(task, task.readLine()))
                .chain(known -> fields.refuse(task, task.readLine(), importer, known))
                .chain(() -> Db.execute(REFUSE_TWICE, task.id(), task.readLine()))
                .chain(() -> Db.one(Long.class, REFUSED, task.id(), task.readLine()))
                .map(Math::toIntExact);
    }

    private static Uni<Integer> findKnown(ImportRecord task, Caller asker) {
        Scope sight = sight(task, asker);
        return Db.execute(FIND_KNOWN, task.id(), task.readLine(), sight.firm(), sight.mineArray(), sight.unitArray());
    }

    /** An import answers who is on file, as an entry does, and must not be made to search for them. */
    private Uni<Void> requireFew(ImportRecord task, Caller asker) {
        return Db.one(Long.class, TOLD_KNOWN, task.id(), task.readLine())
                .invoke(told -> {
                    if (told > config.mostKnown() && !asker.scope().firm()) {
                        throw Problem.of(ExchangeProblem.TOO_MANY_KNOWN);
                    }
                })
                .replaceWithVoid();
    }

    /** Of whoever asked, as far as the import is to change customers who are on file. */
    private static Scope sight(ImportRecord task, Caller asker) {
        return task.known() == Known.REFUSE
                ? new Scope(Scope.Kind.NONE, NOBODY, List.of(), List.of(), null, List.of(), false)
                : asker.scope();
    }

    private String judged(DraftReader reader, OpenTables.Piece piece) throws JsonProcessingException {
        List<Laid> laid = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        List<CustomerDraft> drafts = new ArrayList<>();
        for (TableRow row : piece.rows()) {
            DraftReader.Read read = reader.read(row);
            if (read.refusal() == null) {
                lines.add(read.line());
                drafts.add(read.draft());
            } else {
                laid.add(Laid.of(read));
            }
        }
        List<CheckedDraft> checked = intake.check(drafts);
        for (int i = 0; i < checked.size(); i++) {
            laid.add(Laid.of(lines.get(i), checked.get(i)));
        }
        return json.writeValueAsString(laid);
    }
}
