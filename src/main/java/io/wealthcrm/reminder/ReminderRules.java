package io.wealthcrm.reminder;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules by which people are reminded, as the firm has set them. */
@ApplicationScoped
class ReminderRules {
    private static final String ALL =
            """
            select r.kind, r.id, array_to_string(r.offsets, ','), array_to_string(r.audience, ','), r.text_id,
                   t.zh_title, t.zh_body, t.en_title, t.en_body, r.active,
                   (select min(s.through) from reminder_scanned s where s.kind = r.kind and s.days = any(r.offsets)), r.version
              from reminder_rules r left join notice_texts t on t.id = r.text_id
             where cast(?1 as text) is null or r.kind = cast(?1 as text) order by r.kind""";
    private static final String CHANGE =
            """
            update reminder_rules set offsets = cast(string_to_array(?2, ',') as integer[]),
                   audience = string_to_array(?3, ','), text_id = cast(?4 as uuid), active = ?5, version = version + 1,
                   changed_by = ?6, changed_at = cast(?7 as timestamptz)
             where kind = ?1 and version = ?8""";

    private final Notifications notifications;
    private final ScannedDays scanned;
    private final Audit audit;
    private final Clock clock;
    private final ZoneId zone;
    private final int catchUpDays;

    ReminderRules(
            Notifications notifications,
            ScannedDays scanned,
            Audit audit,
            Clock clock,
            WealthConfig config,
            ReminderConfig settings) {
        this.notifications = notifications;
        this.scanned = scanned;
        this.audit = audit;
        this.clock = clock;
        this.zone = config.zone();
        this.catchUpDays = settings.catchUpDays();
    }

    /** As it is now. Joins the session. */
    Uni<ReminderRule> of(RuleKind kind) {
        return rules(kind).map(rules -> rules.get(0));
    }

    /** In the order of the kinds. */
    @WithSession
    Uni<List<ReminderRuleView>> list() {
        return rules(null).map(rules -> rules.stream()
                .sorted(java.util.Comparator.comparing(ReminderRule::kind))
                .map(ReminderRuleView::of)
                .toList());
    }

    /**
     * Takes effect with the next scan, which makes up for the last days where the rule was switched off or an offset is new.
     *
     * @throws Problem VERSION_REQUIRED, STALE_VERSION, INVALID_INPUT
     */
    @WithTransaction
    Uni<ReminderRuleView> change(RuleKind kind, String ifMatch, NewReminderRule input, Caller by) {
        input.check(kind);
        return of(kind).invoke(rule -> Version.require(ifMatch, rule.version()))
                .call(rule -> words(input).chain(words -> store(rule, input, words, by)))
                .call(rule -> scanned.catchUp(kind, begun(rule, input), today().minusDays(catchUpDays + 1L)))
                .call(rule -> audit.record(by.userId(), "REMINDER_RULE_CHANGED", "REMINDER_RULE", rule.id()))
                .chain(rule -> of(kind))
                .map(ReminderRuleView::of);
    }

    /** The offsets in force from now on that were not until now. */
    private static Set<Integer> begun(ReminderRule before, NewReminderRule input) {
        Set<Integer> begun = new HashSet<>(input.active() ? input.offsets() : Set.of());
        if (before.active()) {
            begun.removeAll(before.days().toList());
        }
        return begun;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private Uni<UUID> words(NewReminderRule input) {
        return input.text() == null
                ? Uni.createFrom().nullItem()
                : notifications.words(input.text().toText());
    }

    private Uni<Integer> store(ReminderRule rule, NewReminderRule input, UUID words, Caller by) {
        return Db.execute(
                        CHANGE,
                        rule.kind().name(),
                        joined(input.offsets().stream()),
                        joined(input.audience().stream()),
                        words,
                        input.active(),
                        by.userId(),
                        clock.instant(),
                        rule.version())
                .invoke(changed -> {
                    if (changed == 0) {
                        throw Problem.of(CommonProblem.STALE_VERSION);
                    }
                });
    }

    private static Uni<List<ReminderRule>> rules(RuleKind kind) {
        return Db.select(ReminderRule.class, ALL, kind == null ? null : kind.name());
    }

    private static String joined(Stream<?> values) {
        return values.map(String::valueOf).collect(Collectors.joining(","));
    }
}
