package io.wealthcrm.shared;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

/** {@code ?limit=&cursor=} of every list; use as {@code @Valid @BeanParam}. */
public class PageRequest {
    @QueryParam("limit")
    @DefaultValue("20")
    @Min(1)
    @Max(100)
    int limit;

    @QueryParam("cursor")
    String cursor;

    /** How many items the page holds at most. */
    public int limit() {
        return limit;
    }

    /** Rows to read: one more than the page, to know whether another follows. */
    public int rows() {
        return limit + 1;
    }

    /** The cursor with {@code size} parts, or null on the first page. */
    public Cursor cursor(int size) {
        return Cursor.parse(cursor, size);
    }
}
