package io.wealthcrm.notification;

import io.wealthcrm.shared.Language;

/**
 * What a notice says in both languages: a kind's own words, or those the firm has put in their place. Texts stand on locked
 * screens, so they have no room for names and amounts.
 */
public record NoticeText(String zhTitle, String zhBody, String enTitle, String enBody) {

    /** The firm's words, in the order of the components; the kind's own without any. */
    static NoticeText of(NoticeKind kind, String[] words) {
        return words == null ? kind.text() : new NoticeText(words[0], words[1], words[2], words[3]);
    }

    /** In the language. */
    public String title(Language language) {
        return language.choose(zhTitle, enTitle);
    }

    /** In the language. */
    public String body(Language language) {
        return language.choose(zhBody, enBody);
    }
}
