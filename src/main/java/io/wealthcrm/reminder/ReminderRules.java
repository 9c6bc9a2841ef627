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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules by which people are reminded, as the firm has set them. */
@ApplicationScoped
class ReminderRules {
    private static final String ALL =
            """
            select r.kind, r.id, array_to_string(r.offsets, ','), array_to_string(r.audience, ','), r.text_id,
                   t.zh_title, t.zh_body, t.en_title, t.en_body, r.active, r.version
              from reminder_rules r left join notice_texts t on t.id = r.text_id
             where cast(?1 as text) is null or r.kind = cast(?1 as text) order by r.kind""";
    private static final String CHANGE =
            """
            update reminder_rules set offsets = cast(string_to_array(?2, ',') as integer[]),
                   audience = string_to_array(?3, ','), text_id = cast(?4 as uuid), active = ?5, version = version + 1,
                   changed_by = ?6, changed_at = cast(?7 as timestamptz)
             where kind = ?1 and version = ?8""";

    private final Notifications notifications;
    private final Audit audit;
    private final Clock clock;

    ReminderRules(Notifications notifications, Audit audit, Clock clock) {
        this.notifications = notifications;
        this.audit = audit;
        this.clock = clock;
    }

    /** Those by which people are told now. Joins the session. */
    Uni<List<ReminderRule>> active() {
        return rules(null)
                .map(rules -> rules.stream().filter(ReminderRule::active).toList());
    }

    /** In the order of the kinds. */
    @WithSession
    Uni<List<ReminderRuleView>> list() {
        return rules(null).map(rules -> rules.stream()
                .sorted(java.util.Comparator.comparing(ReminderRule::kind))
                .map(ReminderRuleView::of)
                .toList());
    }

    /** Takes effect with the next scan. @throws Problem VERSION_REQUIRED, STALE_VERSION, INVALID_INPUT */
    @WithTransaction
    Uni<ReminderRuleView> change(RuleKind kind, String ifMatch, NewReminderRule input, Caller by) {
        input.check(kind);
        return rules(kind)
                .map(rules -> rules.get(0))
                .invoke(rule -> Version.require(ifMatch, rule.version()))
                .call(rule -> words(input).chain(words -> store(rule, input, words, by)))
                .call(rule -> audit.record(by.userId(), "REMINDER_RULE_CHANGED", "REMINDER_RULE", rule.id()))
                .chain(rule -> rules(kind))
                .map(rules -> ReminderRuleView.of(rules.get(0)));
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
