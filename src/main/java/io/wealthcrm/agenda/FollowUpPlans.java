package io.wealthcrm.agenda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Changes;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Follow-up plans (跟进计划): written once, retired when they have had their day. */
@ApplicationScoped
class FollowUpPlans {
    /** Within reach are those of the caller's own unit ?1, of the units above it, and of the units below ?2. */
    private static final String SELECT =
            """
            select p.id, p.unit_id, u.name as unit_name, p.name, p.active, p.created_by, p.created_at,
                   (select cast(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('afterDays', s.after_days, 'title', s.title,
                           'note', s.note, 'priority', s.priority)) order by s.after_days, s.number) as text)
                      from follow_up_steps s where s.plan_id = p.id) as steps
              from follow_up_plans p join units u on u.id = p.unit_id join units mine on mine.id = ?1
             where (starts_with(mine.path, u.path) or p.unit_id = any (?2))
            """;

    private static final String LIST = SELECT
            + """
               and p.active and (cast(?3 as uuid) is null or p.id < cast(?3 as uuid)) order by p.id desc limit ?4""";

    private static final String ONE = SELECT + " and p.id = ?3";

    private static final String ADD_STEPS =
            """
            insert into follow_up_steps (plan_id, number, after_days, title, note, priority)
            select ?1, number, after_days, title, note, priority
              from rows from (jsonb_to_recordset(cast(cast(?2 as text) as jsonb))
                              as ("afterDays" integer, title text, note text, priority text))
                   with ordinality as given (after_days, title, note, priority, number)""";

    private final ObjectMapper json;
    private final Clock clock;

    FollowUpPlans(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    record Row(
            UUID id,
            UUID unitId,
            String unitName,
            String name,
            boolean active,
            UUID createdBy,
            Instant createdAt,
            String steps) {}

    /** Those that may be begun, the newest first; one round trip. */
    @WithSession
    Uni<Page<FollowUpPlan>> list(Caller caller, PageRequest page) {
        return Db.select(Row.class, LIST, caller.unitId(), units(caller), page.after(), page.rows())
                .map(rows -> rows.stream().map(this::plan).toList())
                .map(plans -> Page.of(plans, page.limit(), plan -> Cursor.of(plan.id())));
    }

    /** @throws Problem NOT_FOUND, also out of reach */
    @WithSession
    Uni<FollowUpPlan> view(Caller caller, UUID id) {
        return Db.one(Row.class, ONE, caller.unitId(), units(caller), id).map(this::plan);
    }

    @WithTransaction
    Uni<FollowUpPlan> add(Caller caller, NewFollowUpPlan input) {
        UUID id = Ids.next();
        return new Changes()
                .add(
                        null,
                        "insert into follow_up_plans (id, unit_id, name, created_by, created_at) values (?1, ?2, ?3, ?4, ?5)",
                        id,
                        caller.unitId(),
                        input.name().strip(),
                        caller.userId(),
                        clock.instant())
                .add(null, ADD_STEPS, id, write(input.steps()))
                .send()
                .chain(() -> view(caller, id));
    }

    /** By who leads its unit or wrote it, and by operations; once retired it stays so. @throws Problem NOT_FOUND, FORBIDDEN */
    @WithTransaction
    Uni<FollowUpPlan> retire(Caller caller, UUID id) {
        return view(caller, id)
                .invoke(plan -> requireDirects(caller, plan))
                .call(() -> Db.execute("update follow_up_plans set active = false where id = ?1", id))
                .chain(() -> view(caller, id));
    }

    private static void requireDirects(Caller caller, FollowUpPlan plan) {
        boolean own = plan.createdBy().equals(caller.userId()) || caller.units().contains(plan.unitId());
        if (!own && !plan.unitId().equals(caller.unitId())) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
    }

    private static UUID[] units(Caller caller) {
        return caller.units().toArray(UUID[]::new);
    }

    private FollowUpPlan plan(Row row) {
        return new FollowUpPlan(
                row.id(),
                row.unitId(),
                row.unitName(),
                row.name(),
                row.active(),
                row.createdBy(),
                row.createdAt(),
                read(row.steps()));
    }

    private List<FollowUpStep> read(String steps) {
        try {
            return json.readValue(steps, new TypeReference<>() {});
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private String write(List<FollowUpStep> steps) {
        try {
            return json.writeValueAsString(steps);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
