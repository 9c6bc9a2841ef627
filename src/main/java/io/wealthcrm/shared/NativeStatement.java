package io.wealthcrm.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL with {@code ?1}, {@code ?2} … as the driver takes it. Each mention becomes a parameter of its own, so that PostgreSQL may
 * take the same value for a text here and for a number there.
 *
 * @param sql with {@code $1}, {@code $2} …
 * @param mentions which of the caller's parameters each of these is, from 0
 */
record NativeStatement(String sql, List<Integer> mentions) {
    /** Few more than there are in the sources; of a list with filters there is one for each that was asked. */
    private static final Cache<String, NativeStatement> KNOWN =
            Caffeine.newBuilder().maximumSize(4_000).build();

    private static final Pattern PARAMETER = Pattern.compile("\\?(\\d+)");

    static NativeStatement of(String sql) {
        return KNOWN.get(sql, NativeStatement::read);
    }

    private static NativeStatement read(String sql) {
        List<Integer> mentions = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(sql);
        StringBuilder numbered = new StringBuilder();
        while (parameter.find()) {
            mentions.add(Integer.parseInt(parameter.group(1)) - 1);
            parameter.appendReplacement(numbered, "\\$" + mentions.size());
        }
        return new NativeStatement(parameter.appendTail(numbered).toString(), List.copyOf(mentions));
    }

    /** The values of its parameters as the driver takes them. */
    Object[] bound(Object... parameters) {
        Object[] bound = new Object[mentions.size()];
        for (int i = 0; i < bound.length; i++) {
            bound[i] = value(parameters[mentions.get(i)]);
        }
        return bound;
    }

    private static Object value(Object parameter) {
        if (parameter instanceof Instant at) {
            return at.atOffset(ZoneOffset.UTC);
        }
        if (parameter instanceof byte[] bytes) {
            return Buffer.buffer(bytes);
        }
        if (parameter instanceof Instant[] moments) {
            return Arrays.stream(moments)
                    .map(at -> at == null ? null : at.atOffset(ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new);
        }
        return parameter;
    }
}
