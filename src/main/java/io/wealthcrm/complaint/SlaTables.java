package io.wealthcrm.complaint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The table of time limits, which compliance replaces as a whole; complaints keep the version they were opened under. */
@ApplicationScoped
class SlaTables {
    /** The audit names its subjects by UUID; there is only one such table. */
    private static final UUID SUBJECT = UUID.nameUUIDFromBytes("COMPLAINT_SLA".getBytes(StandardCharsets.UTF_8));

    private static final String BY_VERSION =
            """
            select v.version, cast(v.working_from as text) as opens, cast(v.working_to as text) as closes, r.kind, r.severity,
                   r.first_minutes, r.resolve_minutes, r.escalate_minutes, r.working_hours,
                   array_to_string(r.escalate_to, ',') as line, v.changed_by, v.changed_at
              from complaint_sla_versions v join complaint_sla_rules r on r.version = v.version
             where v.version = coalesce(cast(?1 as int), (select max(version) from complaint_sla_versions)) order by r.kind, r.severity""";

    private static final String ADD_VERSION =
            """
            insert into complaint_sla_versions (version, working_from, working_to, changed_by, changed_at)
            values (?1, cast(cast(?2 as text) as time), cast(cast(?3 as text) as time), ?4, ?5)""";

    private static final String ADD_RULES =
            """
            insert into complaint_sla_rules
            select cast(?1 as int), r.kind, r.severity, r."firstMinutes", r."resolveMinutes", r."escalateMinutes", r."workingHours",
                   r."escalateTo"
              from jsonb_to_recordset(cast(cast(?2 as text) as jsonb))
                   as r (kind text, severity smallint, "firstMinutes" int, "resolveMinutes" int, "escalateMinutes" int,
                         "workingHours" boolean, "escalateTo" text[])""";

    private final Audit audit;
    private final ObjectMapper json;
    private final Clock clock;

    SlaTables(Audit audit, ObjectMapper json, Clock clock) {
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    record Row(
            int version,
            String opens,
            String closes,
            ComplaintKind kind,
            int severity,
            int firstMinutes,
            int resolveMinutes,
            int escalateMinutes,
            boolean workingHours,
            String line,
            UUID changedBy,
            Instant changedAt) {

        SlaRule rule() {
            List<Role> roles = Arrays.stream(line.split(",")).map(Role::valueOf).toList();
            return new SlaRule(kind, severity, firstMinutes, resolveMinutes, escalateMinutes, workingHours, roles);
        }
    }

    @WithSession
    Uni<SlaTable> current() {
        return of(null);
    }

    /** A version, or the newest for null. Joins the caller's session. */
    Uni<SlaTable> of(Integer version) {
        return Db.select(Row.class, BY_VERSION, version).map(SlaTables::table);
    }

    /** For what is opened from now on. @throws Problem VERSION_REQUIRED, STALE_VERSION, INVALID_INPUT */
    @WithTransaction
    Uni<SlaTable> replace(Caller caller, String ifMatch, LocalTime from, LocalTime to, List<SlaRule> rules) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return of(null).invoke(before -> Version.require(ifMatch, before.version()))
                .map(before -> new SlaTable(before.version() + 1, from, to, rules, caller.userId(), now))
                .invoke(SlaTable::check)
                .call(this::store)
                .call(() -> audit.record(caller.userId(), "COMPLAINT_SLA_CHANGED", "COMPLAINT_SLA", SUBJECT))
                .chain(() -> of(null));
    }

    private Uni<Integer> store(SlaTable table) {
        return Db.execute(
                        ADD_VERSION,
                        (int) table.version(),
                        table.workingFrom().toString(),
                        table.workingTo().toString(),
                        table.changedBy(),
                        table.changedAt())
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "complaint_sla_versions_pkey"))
                .transform(failure -> Problem.of(CommonProblem.STALE_VERSION))
                .chain(() -> Db.execute(ADD_RULES, (int) table.version(), write(table.rules())));
    }

    private String write(List<SlaRule> rules) {
        try {
            return json.writeValueAsString(rules);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    private static SlaTable table(List<Row> rows) {
        Row first = rows.get(0);
        return new SlaTable(
                first.version(),
                LocalTime.parse(first.opens()),
                LocalTime.parse(first.closes()),
                rows.stream().map(Row::rule).toList(),
                first.changedBy(),
                first.changedAt());
    }
}
