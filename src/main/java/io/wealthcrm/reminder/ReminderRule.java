package io.wealthcrm.reminder;

import io.wealthcrm.notification.NoticeText;
import java.util.UUID;

/**
 * A rule as it is stored.
 *
 * @param offsets days, with commas between
 * @param audience with commas between
 * @param words the id of the firm's own text; null, as the four texts are, for the kind's
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
        long version) {

    NoticeText text() {
        return words == null ? kind.notice().text() : new NoticeText(zhTitle, zhBody, enTitle, enBody);
    }
}
