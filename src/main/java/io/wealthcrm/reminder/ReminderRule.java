package io.wealthcrm.reminder;

import io.wealthcrm.notification.NoticeText;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A rule as it is stored.
 *
 * @param offsets days, with commas between
 * @param audience with commas between
 * @param words the id of the firm's own text; null, as the four texts are, for the kind's
 * @param scannedThrough the last day that all offsets were scanned for; null before the first
 */
record ReminderRule(
        RuleKind kind,
        UUID id,
        String offsets,
        String audience,
        UUID words,
        String zhTitle,
        String zhBody,
        String enTitle,
        String enBody,
        boolean active,
        LocalDate scannedThrough,
        long version) {
    Stream<Integer> days() {
        return Stream.of(offsets.split(",")).map(Integer::valueOf);
    }

    NoticeText text() {
        return words == null ? kind.notice().text() : new NoticeText(zhTitle, zhBody, enTitle, enBody);
    }
}
