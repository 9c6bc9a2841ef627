package io.wealthcrm.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which column, counted from 0, holds which field; columns that are not named are passed over.
 *
 * @param extra columns of extra fields, by key
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ColumnMapping(
        @NotNull @Min(0) @Max(199) Integer name,
        @NotNull @Min(0) @Max(199) Integer phone,
        @Min(0) @Max(199) Integer gender,
        @Min(0) @Max(199) Integer birthday,
        @Min(0) @Max(199) Integer idNumber,
        @Min(0) @Max(199) Integer occupation,
        @Min(0) @Max(199) Integer city,
        @Min(0) @Max(199) Integer hometown,
        @Min(0) @Max(199) Integer channel,
        @Min(0) @Max(199) Integer assetBand,
        @Min(0) @Max(199) Integer interests,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = 100)
                Map<@NotBlank @Size(max = 100) String, @NotNull @Min(0) @Max(199) Integer> extra) {
    /** Before the key of an extra field, as headers, columns and reports name it. */
    static final String EXTRA = "extra.";

    ColumnMapping {
        extra = extra == null ? Map.of() : extra;
    }

    /** What the headers say; of two columns for one field the first. Name or phone may be missing. */
    static ColumnMapping guessed(List<String> header, ExtraHeaders extra) {
        Map<CustomerField, Integer> columns = new EnumMap<>(CustomerField.class);
        Map<String, Integer> further = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            CustomerField field = CustomerField.of(header.get(i));
            String key = extra.key(header.get(i));
            if (field != null) {
                columns.putIfAbsent(field, i);
            } else if (key != null) {
                further.putIfAbsent(key, i);
            }
        }
        return new ColumnMapping(
                columns.get(CustomerField.NAME),
                columns.get(CustomerField.PHONE),
                columns.get(CustomerField.GENDER),
                columns.get(CustomerField.BIRTHDAY),
                columns.get(CustomerField.ID_NUMBER),
                columns.get(CustomerField.OCCUPATION),
                columns.get(CustomerField.CITY),
                columns.get(CustomerField.HOMETOWN),
                columns.get(CustomerField.CHANNEL),
                columns.get(CustomerField.ASSET_BAND),
                columns.get(CustomerField.INTERESTS),
                further);
    }

    boolean complete() {
        return name != null && phone != null;
    }

    /** @throws Problem UNKNOWN_COLUMN unless each lies within the header and none is named twice */
    void requireWithin(int width) {
        List<Integer> named = named();
        if (named.stream().anyMatch(column -> column >= width) || new HashSet<>(named).size() < named.size()) {
            throw Problem.of(ExchangeProblem.UNKNOWN_COLUMN, Map.of("columns", width));
        }
    }

    private List<Integer> named() {
        return Stream.concat(Stream.of(CustomerField.values()).map(this::column), extra.values().stream())
                .filter(Objects::nonNull)
                .toList();
    }

    /** What may be shown to who reads these extra fields. */
    ColumnMapping seen(Predicate<String> reads) {
        Map<String, Integer> readable = new LinkedHashMap<>(extra);
        readable.keySet().removeIf(reads.negate());
        return new ColumnMapping(
                name,
                phone,
                gender,
                birthday,
                idNumber,
                occupation,
                city,
                hometown,
                channel,
                assetBand,
                interests,
                readable);
    }

    /** Null for a field that has no column. */
    Integer column(CustomerField field) {
        return switch (field) {
            case NAME -> name;
            case PHONE -> phone;
            case GENDER -> gender;
            case BIRTHDAY -> birthday;
            case ID_NUMBER -> idNumber;
            case OCCUPATION -> occupation;
            case CITY -> city;
            case HOMETOWN -> hometown;
            case CHANNEL -> channel;
            case ASSET_BAND -> assetBand;
            case INTERESTS -> interests;
        };
    }
}
