package io.wealthcrm.commission;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Commission plans and their versions. */
@ApplicationScoped
class Plans {
    private static final UUID LAST = new UUID(-1, -1);

    private final PlanQueries queries;
    private final PlanRules rules;
    private final Audit audit;
    private final Clock clock;
    private final WealthConfig config;

    Plans(PlanQueries queries, PlanRules rules, Audit audit, Clock clock, WealthConfig config) {
        this.queries = queries;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
        this.config = config;
    }

    /** Newest first. */
    @WithSession
    Uni<Page<PlanView>> list(PageRequest page) {
        Cursor cursor = page.cursor(1);
        return queries.plans(cursor == null ? LAST : cursor.uuid(0), page.rows())
                .map(rows ->
                        Page.of(rows, page.limit(), plan -> Cursor.of(plan.id)).map(PlanView::of));
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<PlanView> view(UUID id) {
        return queries.existing(id).map(PlanView::of);
    }

    /** @throws Problem PLAN_CODE_TAKEN */
    @WithTransaction
    Uni<PlanView> add(NewPlan input, Caller caller) {
        return Db.persist(Plan.of(Ids.next(), input, caller.userId(), clock.instant()))
                .map(PlanView::of)
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "commission_plans_code_key"))
                .transform(failure -> Problem.of(CommissionProblem.PLAN_CODE_TAKEN));
    }

    /** The newest version first. @throws Problem NOT_FOUND */
    @WithSession
    Uni<Page<VersionView>> versions(UUID planId, PageRequest page) {
        Cursor cursor = page.cursor(1);
        int before = cursor == null ? Integer.MAX_VALUE : (int) Math.min(cursor.number(0), Integer.MAX_VALUE);
        return queries.existing(planId).chain(() -> rules.of(planId, null)).chain(rulesOf -> queries.versions(
                        planId, before, page.rows())
                .map(rows -> Page.of(rows, page.limit(), version -> Cursor.of(version.number))
                        .map(version ->
                                VersionView.of(version, rulesOf.getOrDefault(version.id, List.of()), today()))));
    }

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<VersionView> version(UUID planId, UUID id) {
        return queries.existing(planId, id).chain(this::withRules);
    }

    /** @throws Problem NOT_FOUND, PLAN_DRAFT_EXISTS, PLAN_RULES_OVERLAP, PLAN_PRODUCT_UNKNOWN, INVALID_INPUT */
    @WithTransaction
    Uni<VersionView> draft(UUID planId, List<NewRule> input, Caller caller) {
        RuleChecks.require(input);
        return queries.locked(planId)
                .chain(() -> queries.lastNumber(planId))
                .chain(last ->
                        Db.persist(PlanVersion.draft(Ids.next(), planId, last + 1, caller.userId(), clock.instant())))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "commission_plan_versions_one_draft"))
                .transform(failure -> Problem.of(CommissionProblem.PLAN_DRAFT_EXISTS))
                .chain(draft -> write(draft, input));
    }

    /**
     * Writes a draft's rules anew.
     *
     * @throws Problem NOT_FOUND, PLAN_VERSION_APPROVED, STALE_VERSION, VERSION_REQUIRED and those of {@link #draft}
     */
    @WithTransaction
    Uni<VersionView> redraft(UUID planId, UUID id, String ifMatch, List<NewRule> input, Caller caller) {
        RuleChecks.require(input);
        return queries.locked(planId)
                .chain(() -> queries.existing(planId, id))
                .invoke(draft -> Version.require(ifMatch, draft.version))
                .invoke(draft -> draft.redraft(caller.userId(), clock.instant()))
                .call(draft -> rules.clear(draft.id))
                .chain(draft -> write(draft, input));
    }

    /**
     * A second person puts a draft into force from a month on.
     *
     * @throws Problem NOT_FOUND, PLAN_VERSION_APPROVED, COMMISSION_SECOND_PERSON, PLAN_START_TOO_EARLY
     */
    @WithTransaction
    Uni<VersionView> approve(UUID planId, UUID id, LocalDate from, Caller caller) {
        return queries.locked(planId)
                .chain(() -> queries.existing(planId, id))
                .invoke(draft -> draft.approve(caller.userId(), from, clock.instant()))
                .call(() -> requireFree(planId, id, from))
                .call(Db::flush)
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "commission_plan_versions_from_key"))
                .transform(failure -> Problem.of(CommissionProblem.PLAN_START_TOO_EARLY))
                .call(version -> audit.record(
                        caller.userId(), "COMMISSION_PLAN_APPROVED", "COMMISSION_PLAN_VERSION", version.id))
                .chain(this::withRules);
    }

    private Uni<VersionView> write(PlanVersion draft, List<NewRule> input) {
        return rules.write(draft.id, input).call(Db::flush).map(written -> VersionView.of(draft, written, today()));
    }

    private Uni<VersionView> withRules(PlanVersion version) {
        return Db.flush()
                .chain(() -> rules.of(version.planId, version.id))
                .map(rulesOf -> VersionView.of(version, rulesOf.getOrDefault(version.id, List.of()), today()));
    }

    private Uni<Void> requireFree(UUID planId, UUID id, LocalDate from) {
        return queries.begunBy(planId, id, from)
                .invoke(begun -> {
                    if (begun) {
                        throw Problem.of(CommissionProblem.PLAN_START_TOO_EARLY);
                    }
                })
                .replaceWithVoid();
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(config.zone()));
    }
}
