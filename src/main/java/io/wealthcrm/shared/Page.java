package io.wealthcrm.shared;

import java.util.List;
import java.util.function.Function;

/** One page of a keyset list; {@code nextCursor} is null on the last. */
public record Page<T>(List<T> items, String nextCursor) {

    /** Cuts a result that was read with {@code limit + 1} rows; {@code key} names the last row's sort key. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> key) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, key.apply(items.get(limit - 1)).encode());
    }

    /** The same page, each item turned into its view. */
    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(items.stream().<R>map(view).toList(), nextCursor);
    }
}
