package io.wealthcrm.notification;

import java.util.List;

/** A person's preferences; {@code version} 0 until they first choose. */
record PreferencesView(List<NoticeKind> kinds, ChosenPreferences.Window quietHours, String zone, long version) {}
