package io.wealthcrm.reminder;

import io.wealthcrm.notification.NoticeText;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule as the back office sees it.
 *
 * @param offsets days before the date of what is to come, after that of what has happened; the earliest reminder first
 * @param ownText whether the firm has put words of its own in place of the kind's
 * @param scannedThrough the last business date it was scanned for with all its offsets; one that stays behind the others fails.
 *     Null before the first
 */
record ReminderRuleView(
        RuleKind kind,
        List<Integer> offsets,
        List<RuleKind.Audience> audience,
        NoticeText text,
        boolean ownText,
        boolean active,
        LocalDate scannedThrough,
        long version) {

    static ReminderRuleView of(ReminderRule rule) {
        Comparator<Integer> order = Comparator.naturalOrder();
        return new ReminderRuleView(
                rule.kind(),
                rule.days()
                        .sorted(rule.kind().leastOffset() == 0 ? order.reversed() : order)
                        .toList(),
                Stream.of(rule.audience().split(","))
                        .map(RuleKind.Audience::valueOf)
                        .toList(),
                rule.text(),
                rule.words() != null,
                rule.active(),
                rule.scannedThrough(),
                rule.version());
    }
}
