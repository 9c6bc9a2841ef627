package io.wealthcrm.performance;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sets targets, one by one or by splitting a unit's. Executives set all, leads those below them. */
@ApplicationScoped
class Targets {
    private final TargetTables tables;
    private final Audit audit;
    private final Clock clock;
    private final WealthConfig config;

    Targets(TargetTables tables, Audit audit, Clock clock, WealthConfig config) {
        this.tables = tables;
        this.audit = audit;
        this.clock = clock;
        this.config = config;
    }

    record Subject(String kind, boolean mayBeSet) {}

    record Standing(long version, BigDecimal value) {}

    record Heirs(long all, long withTarget) {}

    /**
     * Sets it, as version 1 where there was none.
     *
     * @throws Problem NOT_FOUND, TARGET_FROM_ABOVE, TARGET_PERIOD_OVER, VERSION_REQUIRED, STALE_VERSION, INVALID_INPUT
     */
    @WithTransaction
    Uni<Target> set(Caller caller, String ifMatch, NewTarget input) {
        UUID subject = input.subject();
        BigDecimal value = input.metric().value("/value", input.value());
        Period period = open(input.period());
        return subject(caller, subject)
                .invoke(found -> requireMaySet(found, input))
                .chain(() -> standing(subject, input.metric(), period))
                .invoke(standing -> Version.require(ifMatch, standing.version()))
                .chain(standing -> store(caller, input, period, standing.version(), value))
                .call(() -> audit.record(caller.userId(), "TARGET_SET", "TARGET_SUBJECT", subject))
                .chain(() -> tables.one(caller, input.metric(), asked(period), subject));
    }

    /**
     * Splits a unit's target among those below, all or none. Leads who sell have no part: theirs comes from above.
     *
     * @throws Problem NOT_FOUND, TARGET_PERIOD_OVER, TARGET_MISSING, TARGETS_SET, NOBODY_TO_SPLIT_AMONG, VERSION_REQUIRED,
     *     STALE_VERSION, INVALID_INPUT
     */
    @WithTransaction
    Uni<TargetTable> split(Caller caller, String ifMatch, TargetSplit input) {
        Period period = open(input.period());
        return subject(caller, input.unitId())
                .chain(() -> standing(input.unitId(), input.metric(), period))
                .invoke(standing -> Version.require(ifMatch, standing.version()))
                .invoke(Targets::requireThere)
                .call(() -> heirs(caller, input, period).invoke(heirs -> requireFree(heirs, input)))
                .call(standing -> split(caller, input, period, standing.value()))
                .call(() -> audit.record(caller.userId(), "TARGET_SPLIT", "TARGET_SUBJECT", input.unitId()))
                .chain(() -> tables.of(caller, input.unitId(), input.metric(), asked(period)));
    }

    private Uni<Subject> subject(Caller caller, UUID id) {
        return Db.one(
                Subject.class,
                TargetQueries.SUBJECT,
                id,
                caller.has(Role.EXECUTIVE),
                caller.userId(),
                caller.unitId(),
                caller.units().toArray(UUID[]::new));
    }

    private static Uni<Standing> standing(UUID subject, Metric metric, Period period) {
        return Db.select(
                        Standing.class,
                        TargetQueries.STANDING,
                        subject,
                        metric.name(),
                        period.kind().name(),
                        period.from())
                .map(rows -> rows.isEmpty() ? new Standing(0, BigDecimal.ZERO) : rows.get(0));
    }

    private Uni<List<Long>> store(Caller caller, NewTarget input, Period period, long version, BigDecimal value) {
        return Db.select(
                        Long.class,
                        TargetQueries.SET,
                        input.subject(),
                        input.metric().name(),
                        period.kind().name(),
                        period.from(),
                        input.unitId() != null,
                        version,
                        value,
                        today(),
                        caller.userId(),
                        clock.instant())
                .invoke(written -> {
                    if (written.isEmpty()) {
                        throw Problem.of(CommonProblem.STALE_VERSION);
                    }
                });
    }

    private static Uni<Heirs> heirs(Caller caller, TargetSplit input, Period period) {
        return Db.one(
                Heirs.class,
                TargetQueries.HEIRS_STANDING,
                input.unitId(),
                input.metric().name(),
                period.kind().name(),
                period.from(),
                fromAbove(caller));
    }

    /** Whose own target the caller does not set; null for executives. */
    private static UUID fromAbove(Caller caller) {
        return caller.has(Role.EXECUTIVE) ? null : caller.userId();
    }

    private Uni<Integer> split(Caller caller, TargetSplit input, Period period, BigDecimal value) {
        Period before = period.before();
        Metric metric = input.metric();
        return Db.execute(
                TargetQueries.SPLIT.formatted(Facts.TOTALS.formatted(metric.column, "")),
                input.unitId(),
                metric.name(),
                period.kind().name(),
                before.from(),
                before.to(),
                asked(period).horizon(),
                value,
                today(),
                caller.userId(),
                clock.instant(),
                period.from(),
                BigDecimal.ONE.movePointRight(metric.places),
                input.by() == TargetSplit.By.LAST_PERIOD,
                fromAbove(caller));
    }

    /** @throws Problem INVALID_INPUT, TARGET_PERIOD_OVER */
    private Period open(String text) {
        Period period = Period.of(text, today());
        if (period.kind() == Period.Kind.YEAR) {
            throw Problem.invalid("/period", "PATTERN", "2026-11 | 2026-Q4");
        }
        if (period.to().isBefore(today())) {
            throw Problem.of(PerformanceProblem.TARGET_PERIOD_OVER, Map.of("current", today()));
        }
        return period;
    }

    private Asked asked(Period period) {
        return Asked.of(period.text(), null, today());
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(config.zone()));
    }

    private static void requireMaySet(Subject subject, NewTarget input) {
        if (!subject.kind().equals(input.unitId() == null ? "PERSON" : "UNIT")) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        if (!subject.mayBeSet()) {
            throw Problem.of(PerformanceProblem.TARGET_FROM_ABOVE);
        }
    }

    private static void requireThere(Standing standing) {
        if (standing.value().signum() == 0) {
            throw Problem.of(PerformanceProblem.TARGET_MISSING);
        }
    }

    private static void requireFree(Heirs heirs, TargetSplit input) {
        if (heirs.all() == 0) {
            throw Problem.of(PerformanceProblem.NOBODY_TO_SPLIT_AMONG);
        }
        if (heirs.withTarget() > 0 && !Boolean.TRUE.equals(input.replace())) {
            throw Problem.of(PerformanceProblem.TARGETS_SET, Map.of("current", heirs.withTarget()));
        }
    }
}
