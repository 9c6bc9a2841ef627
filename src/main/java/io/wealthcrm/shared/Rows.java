package io.wealthcrm.shared;

import io.vertx.core.buffer.Buffer;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.pool.ReactiveConnection;

/** Turns rows of a native query into records, one column per component in order, or into values of their single column. */
final class Rows<T> {
    private static final ClassValue<Rows<?>> KNOWN = new ClassValue<>() {
        @Override
        protected Rows<?> computeValue(Class<?> type) {
            return new Rows<>(type);
        }
    };

    private final Class<T> type;
    /** Null for a type that is no record. */
    private final Constructor<T> constructor;

    private final Class<?>[] columns;

    private Rows(Class<T> type) {
        this.type = type;
        columns = type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new)
                : new Class<?>[] {type};
        constructor = type.isRecord() ? constructor(type, columns) : null;
    }

    private static <T> Constructor<T> constructor(Class<T> type, Class<?>... columns) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(columns);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("unchecked")
    static <T> Rows<T> of(Class<T> type) {
        return (Rows<T>) KNOWN.get(type);
    }

    /** A single column may be null, and so may its value in the list. */
    List<T> read(ReactiveConnection.Result result) {
        List<T> rows = new ArrayList<>(result.size());
        while (result.hasNext()) {
            rows.add(read(result.next()));
        }
        return Collections.unmodifiableList(rows);
    }

    private T read(Object... values) {
        Object[] converted = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            converted[i] = convert(values[i], columns[i]);
        }
        return constructor == null ? type.cast(converted[0]) : made(converted);
    }

    private T made(Object... arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException mismatch) {
            throw new IllegalStateException(type.getName(), mismatch);
        }
    }

    /** The driver's type for a column is not always the component's: enums are text, instants come with an offset. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object convert(Object value, Class<?> type) {
        if (value == null || type.isInstance(value)) {
            return value;
        }
        if (type.isEnum()) {
            return Enum.valueOf((Class) type, value.toString());
        }
        if (value instanceof Number number && type != UUID.class) {
            return convertNumber(number, type);
        }
        if (value instanceof OffsetDateTime at && type == Instant.class) {
            return at.toInstant();
        }
        if (value instanceof Buffer bytes && type == byte[].class) {
            return bytes.getBytes();
        }
        return value;
    }

    private static Object convertNumber(Number number, Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return number.intValue();
        }
        if (type == long.class || type == Long.class) {
            return number.longValue();
        }
        if (type == short.class || type == Short.class) {
            return number.shortValue();
        }
        if (type == BigDecimal.class) {
            return new BigDecimal(number.toString());
        }
        if (type == Money.class) {
            return new Money(new BigDecimal(number.toString()));
        }
        if (type == Rate.class) {
            return new Rate(new BigDecimal(number.toString()));
        }
        return number;
    }
}
