package io.wealthcrm.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerIntake;
import io.wealthcrm.customer.WritableExtra;
import io.wealthcrm.customer.WritableField;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What holds of extra fields in imports: by the rights of whoever asked, as they are at each step, and by what is on file. As on entry,
 * a new customer has what is required and, without a consent yet, nothing sensitive, nor an ID number where that wants one; what is on file already needs no consent.
 */
@ApplicationScoped
class ImportFields {
    private static final String REFUSE =
            """
            with piece as materialized (
                select line, updates, customer_id, coalesce(cast(sealed as jsonb) -> 'extra', '{}') as extra,
                       id_number_index is not null as has_id_number
                  from import_rows
                 where import_id = ?1 and state = 'READY' and (not updates or customer_id = any (?7))
                   and line in (select line from import_rows where import_id = ?1 and line > ?2 order by line limit ?3)),
            known as materialized (
                select p.line, p.updates, p.has_id_number, p.extra, coalesce(consent.holds, false) as consents, coalesce(file.extra, '{}') as noted
                  from piece p
                  left join lateral (
                    select n.granted and (n.valid_until < ?6) is not true as holds from customer_consents_now n
                     where n.customer_id = p.customer_id and n.purpose = 'SENSITIVE_DATA' limit 1) consent on p.updates
                  left join lateral (
                    select c.extra from customers c where c.id = p.customer_id limit 1) file on p.updates),
            refused as (
                select k.line, 'VALUE_MISSING' as code, 'extra.' || min(f.key) as field
                  from known k cross join unnest(cast(?4 as text[])) f (key)
                 where not k.updates and not jsonb_exists(k.extra, f.key)
                 group by k.line
                union all
                select k.line, 'SENSITIVE_CONSENT_MISSING', 'extra.' || min(f.key)
                  from known k cross join unnest(cast(?5 as text[])) f (key)
                 where k.extra -> f.key is distinct from k.noted -> f.key and jsonb_exists(k.extra, f.key) and not k.consents
                 group by k.line
                union all
                select k.line, case f.kind when 'CHOICE' then 'UNKNOWN_VALUE' when 'TEXT' then 'INVALID_INPUT' else 'INVALID_' || f.kind end,
                       'extra.' || min(f.key)
                  from known k
                 cross join jsonb_to_recordset(cast(cast(?8 as text) as jsonb)) as f (key text, kind text, choices jsonb)
                 where jsonb_typeof(k.extra -> f.key)
                       <> case f.kind when 'NUMBER' then 'number' when 'BOOLEAN' then 'boolean' else 'string' end
                    or f.kind = 'CHOICE' and not f.choices @> (k.extra -> f.key)
                    or f.kind = 'DATE' and not ((k.extra ->> f.key) ~ '^(1[89]|2\\d)\\d\\d-\\d\\d-\\d\\d$'
                                                and pg_input_is_valid(k.extra ->> f.key, 'date'))
                 group by k.line, f.kind
                union all
                select line, 'SENSITIVE_CONSENT_MISSING', 'idNumber' from known where ?9 and has_id_number and not updates),
            told as (select distinct on (line) line, code, field from refused order by line, code desc, field),
            changed as (
                update import_rows r
                   set state = 'REFUSED', code = t.code, field = t.field, sealed = null, phone_index = null,
                       id_number_index = null
                  from told t where r.import_id = ?1 and r.line = t.line returning r.customer_id)
            select customer_id from changed""";

    private static final String KNOWN =
            """
            select customer_id from import_rows
             where import_id = ?1 and state = 'READY' and updates
               and line in (select line from import_rows where import_id = ?1 and line > ?2 order by line limit ?3)""";

    private final CustomerIntake intake;
    private final Callers callers;
    private final Clock clock;
    private final WealthConfig firm;
    private final ObjectMapper json;
    private final ExchangeConfig config;

    ImportFields(
            CustomerIntake intake,
            Callers callers,
            Clock clock,
            WealthConfig firm,
            ObjectMapper json,
            ExchangeConfig config) {
        this.intake = intake;
        this.callers = callers;
        this.clock = clock;
        this.firm = firm;
        this.json = json;
        this.config = config;
    }

    /** Whoever asked for an import, as they are now. @param columns the extra fields that the file has columns of, as defined now */
    record Importer(Caller caller, WritableExtra extra, List<WritableField> columns) {}

    /**
     * Joins the transaction; three round trips at most.
     *
     * @throws Problem FORBIDDEN for who has left or may import no more, FIELD_NOT_WRITABLE and INVALID_INPUT for columns of extra
     *     fields that they write no more
     */
    Uni<Importer> importer(UUID person, ColumnMapping mapping) {
        return callers.byPerson(person)
                .invoke(ImportFields::requireImporter)
                .chain(caller ->
                        intake.extra(caller).map(extra -> new Importer(caller, extra, columns(extra, mapping))))
                .invoke(importer -> importer.extra().require(mapping.extra().keySet()));
    }

    private static void requireImporter(Caller caller) {
        if (caller == null || !caller.hasAny(Role.ADVISOR, Role.TEAM_LEAD, Role.BRANCH_MANAGER, Role.OPERATIONS)) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
    }

    private static List<WritableField> columns(WritableExtra extra, ColumnMapping mapping) {
        return extra.fields().stream()
                .filter(field -> mapping.extra().containsKey(field.key()))
                .toList();
    }

    /** Those on file whom the rows of a step, which follow a line, are to change. */
    Uni<List<UUID>> known(ImportRecord task, int line) {
        return task.known() == Known.REFUSE
                ? Uni.createFrom().item(List.of())
                : Db.select(UUID.class, KNOWN, task.id(), line, config.rowsPerStep());
    }

    /**
     * Of the rows of a step that follow a line: values were judged when they were read, but definitions change while an import waits.
     * One round trip, where there is anything to judge.
     *
     * @param known of those on file those alone whom the asker sees: of the others not even the reason of a refusal tells
     * @return the customers of the rows refused
     */
    Uni<List<UUID>> refuse(ImportRecord task, int line, Importer importer, List<UUID> known) {
        List<String> required = importer.extra().required();
        List<String> sensitive = importer.extra().sensitive();
        boolean idNumbers = intake.idNumberWantsConsent();
        return required.isEmpty() && sensitive.isEmpty() && importer.columns().isEmpty() && !idNumbers
                ? Uni.createFrom().item(List.of())
                : Db.select(
                        UUID.class,
                        REFUSE,
                        task.id(),
                        line,
                        config.rowsPerStep(),
                        required.toArray(String[]::new),
                        sensitive.toArray(String[]::new),
                        LocalDate.now(clock.withZone(firm.zone())),
                        known.toArray(UUID[]::new),
                        written(importer.columns()),
                        idNumbers);
    }

    private String written(List<WritableField> columns) {
        try {
            return json.writeValueAsString(columns);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
