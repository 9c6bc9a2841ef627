package io.wealthcrm.shared;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/**
 * Reads request bodies with Jackson's own deserializers. Those the build generates beside the reflection-free serializers
 * pass over unknown fields, take any type for a string and do not say where a fault is.
 */
@Singleton
class StrictBodies implements ObjectMapperCustomizer {
    private static final String GENERATED = "$quarkusjacksondeserializer";

    private static final List<LogicalType> NUMBERS =
            List.of(LogicalType.Integer, LogicalType.Float, LogicalType.Boolean);

    private static final ObjectMapper PLAIN = JsonMapper.builder()
            .findAndAddModules()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual, text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .addModule(textsAndTimes("texts and times"))
            .build();

    private static SimpleModule textsAndTimes(String name) {
        return new SimpleModule(name)
                .addDeserializer(String.class, new StorableText())
                .addDeserializer(Instant.class, new TimeText<>(Instant.class, Instant::parse, StrictBodies::date))
                .addDeserializer(LocalDate.class, new TimeText<>(LocalDate.class, LocalDate::parse, date -> date));
    }

    /** After the modules of the class path, whose reading of times would else come before ours. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        NUMBERS.forEach(
                type -> mapper.coercionConfigFor(type).setCoercion(CoercionInputShape.String, CoercionAction.Fail));
        mapper.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        mapper.registerModule(textsAndTimes("strict-bodies").setDeserializerModifier(new Ungenerated()));
    }

    /** Reads a tree as strictly as a request body. */
    static <T> T read(JsonNode tree, Class<T> type) throws JsonProcessingException {
        return PLAIN.treeToValue(tree, type);
    }

    private static LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant.truncatedTo(ChronoUnit.DAYS), ZoneOffset.UTC);
    }

    /** A time in ISO-8601 text and of an age somebody can live in: Jackson alone takes numbers, and any year. */
    private static final class TimeText<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private static final LocalDate FIRST = LocalDate.of(1800, 1, 1);
        private static final LocalDate LAST = LocalDate.of(2999, 12, 31);

        private final transient Class<T> type;
        private final transient Function<String, T> parser;
        private final transient Function<T, LocalDate> day;

        TimeText(Class<T> type, Function<String, T> parser, Function<T, LocalDate> day) {
            super(type);
            this.type = type;
            this.parser = parser;
            this.day = day;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                return type.cast(context.handleUnexpectedToken(type, json));
            }
            try {
                T time = parser.apply(json.getText().strip());
                LocalDate date = day.apply(time);
                if (!date.isBefore(FIRST) && !date.isAfter(LAST)) {
                    return time;
                }
            } catch (DateTimeException | ArithmeticException malformed) {
                // Told below, as a time out of range is.
            }
            return type.cast(context.handleWeirdStringValue(type, json.getText(), "ISO-8601, 1800 … 2999"));
        }
    }

    private static final class Ungenerated extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription type, JsonDeserializer<?> found) {
            return found.getClass().getName().endsWith(GENERATED) ? new Plain(type.getBeanClass()) : found;
        }
    }

    private static final class Plain extends StdDeserializer<Object> {
        private static final long serialVersionUID = 1L;

        private final transient ObjectReader reader;

        Plain(Class<?> type) {
            super(type);
            reader = PLAIN.readerFor(type);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return reader.readValue(parser);
        }
    }
}
