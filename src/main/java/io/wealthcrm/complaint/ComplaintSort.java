package io.wealthcrm.complaint;

import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.PageRequest;
import java.time.Instant;
import java.util.UUID;

/** In which order a list comes; {@link #after} is the key of the last row of the page before. */
enum ComplaintSort {
    /** The newest first. */
    OPENED(
            "(cast(?10 as uuid) is null or k.id < cast(?10 as uuid)) and cast(?11 as timestamptz) is null order by k.id desc"),
    /** What is still to be answered, the first due first. */
    DUE(
            """
            k.state in ('OPEN', 'ASSIGNED')
               and (cast(?10 as uuid) is null or (k.due_at, k.id) > (cast(?11 as timestamptz), cast(?10 as uuid)))
             order by k.due_at, k.id""");

    /** With {@code ?10} for the id and {@code ?11} for the time of the last row. */
    final String sql;

    ComplaintSort(String sql) {
        this.sql = sql;
    }

    /** Where the page begins; both are null on the first. */
    record After(UUID id, Instant due) {}

    After after(PageRequest page) {
        if (this == OPENED) {
            return new After(page.after(), null);
        }
        Cursor cursor = page.cursor(2);
        return cursor == null ? new After(null, null) : new After(cursor.uuid(1), cursor.instant(0));
    }

    Cursor cursor(ComplaintView last) {
        return this == OPENED ? Cursor.of(last.id()) : Cursor.of(last.dueAt(), last.id());
    }
}
