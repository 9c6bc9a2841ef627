package io.wealthcrm.approval;

import io.wealthcrm.shared.Money;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;

/**
 * A request of one's own.
 *
 * @param kind {@code LEAVE}, {@code EXPENSE} or a code of the firm's; not those features open themselves
 * @param amount in CNY, where the kind is about money
 * @param productId where it is about a product
 * @param form as the flow's schema wants it
 * @param replaces the own returned request that this one mends
 */
record NewRequest(
        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}") String kind,
        @NotBlank @Size(max = 200) @Pattern(regexp = "[^\\p{Cntrl}]*") String title,
        Money amount,
        UUID productId,
        Map<String, Object> form,
        UUID replaces) {}
