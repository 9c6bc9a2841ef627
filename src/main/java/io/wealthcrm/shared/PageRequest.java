package io.wealthcrm.shared;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;

/** {@code ?limit=&cursor=} of every list; use as {@code @Valid @BeanParam}. */
public class PageRequest {
    @QueryParam("limit")
    @DefaultValue("20")
    @Min(1)
    @Max(100)
    int limit;

    @QueryParam("cursor")
    String cursor;

    /** A page for work of our own, which may be longer than those of requests; the first without a cursor. */
    public static PageRequest of(int limit, String cursor) {
        PageRequest page = new PageRequest();
        page.limit = limit;
        page.cursor = cursor;
        return page;
    }

    /** How many items the page holds at most. */
    public int limit() {
        return limit;
    }

    /** Rows to read: one more than the page, to know whether another follows. */
    public int rows() {
        return limit + 1;
    }

    /** The id after which the page goes on, of a list in the order of its ids; null on the first page. */
    public UUID after() {
        Cursor parsed = cursor(1);
        return parsed == null ? null : parsed.uuid(0);
    }

    /** The cursor with {@code size} parts, or null on the first page. */
    public Cursor cursor(int size) {
        return Cursor.parse(cursor, size);
    }
}
