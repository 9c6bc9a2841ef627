package io.wealthcrm.notification;

import java.util.List;

/** What a person has pushed and has in the inbox; {@code version} 0 until they first choose. */
record PreferencesView(
        List<NoticeKind> kinds,
        List<NoticeKind> inbox,
        ChosenPreferences.Window quietHours,
        String zone,
        long version) {}
