package io.wealthcrm.shared;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Turns rows of a native query into records: one column per component, in order. */
final class Rows<T> {
    private static final ClassValue<Rows<?>> KNOWN = new ClassValue<>() {
        @Override
        protected Rows<?> computeValue(Class<?> type) {
            return new Rows<>(type);
        }
    };

    private final Constructor<T> constructor;
    private final Class<?>[] types;

    private Rows(Class<T> type) {
        types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("unchecked")
    static <T> Rows<T> of(Class<T> type) {
        return (Rows<T>) KNOWN.get(type);
    }

    List<T> read(List<Object> rows) {
        return rows.stream().map(this::read).toList();
    }

    private T read(Object row) {
        Object[] values = row instanceof Object[] columns ? columns : new Object[] {row};
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = convert(values[i], types[i]);
        }
        try {
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException mismatch) {
            throw new IllegalStateException(constructor.getDeclaringClass().getName(), mismatch);
        }
    }

    /** The driver's type for a column is not always the component's: enums are text, instants may come with an offset. */
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
        if (value instanceof java.time.OffsetDateTime at && type == java.time.Instant.class) {
            return at.toInstant();
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
        if (type == java.math.BigDecimal.class) {
            return new java.math.BigDecimal(number.toString());
        }
        if (type == Money.class) {
            return new Money(new java.math.BigDecimal(number.toString()));
        }
        if (type == Rate.class) {
            return new Rate(new java.math.BigDecimal(number.toString()));
        }
        return number;
    }
}
