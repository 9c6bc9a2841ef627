package io.wealthcrm.customer;

import io.wealthcrm.identity.Role;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;

/**
 * An extra field to be defined; what may be changed of it later is in {@link ExtraFieldTerms}.
 *
 * @param key its name in {@code extra}; what customers have under it already becomes the field's
 */
record NewExtraField(
        @NotNull @Pattern(regexp = "[a-z][A-Za-z0-9]{0,39}") String key,
        @NotNull ExtraFieldKind kind,
        @NotBlank @Size(max = 100) String labelZh,
        @NotBlank @Size(max = 100) String labelEn,
        @Size(max = 100) List<@NotBlank @Size(max = 100) String> choices,
        Boolean required,
        Boolean sensitive,
        @NotEmpty Set<@NotNull Role> readableBy,
        Set<@NotNull Role> writableBy,
        @Min(0) @Max(10000) Integer position) {

    ExtraFieldTerms terms() {
        return new ExtraFieldTerms(
                labelZh, labelEn, choices, required, sensitive, readableBy, writableBy, position, false);
    }
}
