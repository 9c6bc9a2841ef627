package io.wealthcrm.reminder;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Scans one rule: a statement for all of its offsets that stand at the same day, which is nearly always all of them. */
@ApplicationScoped
class RuleScan {
    private static final Logger LOG = Logger.getLogger(RuleScan.class);

    private final ReminderRules rules;
    private final ScannedDays scanned;
    private final Notifications notifications;
    private final MeterRegistry metrics;
    private final String zone;
    private final Set<RuleKind> failing = EnumSet.noneOf(RuleKind.class);

    RuleScan(
            ReminderRules rules,
            ScannedDays scanned,
            Notifications notifications,
            MeterRegistry metrics,
            WealthConfig config) {
        this.rules = rules;
        this.scanned = scanned;
        this.notifications = notifications;
        this.metrics = metrics;
        this.zone = config.zone().getId();
    }

    /** Scans the rule through today, in a transaction of its own; a failure counts, and is no failure of the round. */
    Uni<Integer> attempt(RuleKind kind, LocalDate today, boolean again) {
        return Panache.withTransaction(() -> scan(kind, today, again))
                .invoke(() -> ended(kind, null))
                .onFailure()
                .recoverWithItem(failure -> {
                    ended(kind, failure);
                    return 0;
                });
    }

    private Uni<Integer> scan(RuleKind kind, LocalDate today, boolean again) {
        return scanned.lock(kind)
                .map(offsets -> byFirstDay(offsets, today, again))
                .onItem()
                .transformToMulti(groups -> Multi.createFrom().iterable(groups.entrySet()))
                .onItem()
                .transformToUniAndConcatenate(group -> tell(kind, group.getKey(), today, group.getValue()))
                .collect()
                .with(Collectors.summingInt(made -> made));
    }

    private Uni<Integer> tell(RuleKind kind, LocalDate from, LocalDate today, List<Integer> offsets) {
        return rules.of(kind)
                .chain(rule -> notifications.fanOut(
                        kind.notice(), rule.words(), kind.scan(), from, today, zone, ScannedDays.array(offsets)))
                .call(() -> scanned.reached(kind, offsets, today));
    }

    /** Another node may have been there first: then nothing is left, but with {@code again} today itself. */
    private static Map<LocalDate, List<Integer>> byFirstDay(
            List<ScannedDays.Scanned> offsets, LocalDate today, boolean again) {
        return offsets.stream()
                .filter(offset -> again || offset.through().isBefore(today))
                .collect(Collectors.groupingBy(
                        offset -> offset.through().isBefore(today)
                                ? offset.through().plusDays(1)
                                : today,
                        TreeMap::new,
                        Collectors.mapping(ScannedDays.Scanned::days, Collectors.toList())));
    }

    /** One line when a rule begins to fail and one when it works again, however many rounds lie between. */
    private synchronized void ended(RuleKind kind, Throwable failure) {
        if (failure == null) {
            if (failing.remove(kind)) {
                LOG.infof("reminders of kind %s work again", kind);
            }
            return;
        }
        metrics.counter("wealth.reminder.failures", "kind", kind.name()).increment();
        if (failing.add(kind)) {
            LOG.warnf("reminders of kind %s fail, tried again in the next round: %s", kind, failure);
        } else {
            LOG.debugf("reminders of kind %s failed again: %s", kind, failure);
        }
    }
}
