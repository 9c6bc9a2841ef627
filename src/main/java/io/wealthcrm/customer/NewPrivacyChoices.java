package io.wealthcrm.customer;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Set;

/**
 * What a customer chooses: marketing or none, and by which ways.
 *
 * @param ways by which it may come; none without {@code marketing}
 */
record NewPrivacyChoices(@NotNull Boolean marketing, @NotNull Set<PrivacyChoices.@NotNull Way> ways) {

    /** @throws Problem INVALID_INPUT for ways without marketing, and the other way round */
    void check() {
        if (marketing == ways.isEmpty()) {
            throw Problem.invalid("/ways", "MARKETING", marketing ? "至少选择一种方式 / at least one" : "须为空 / must be empty");
        }
    }

    List<Consent.Purpose> allowed() {
        return ways.stream().map(PrivacyChoices.Way::purpose).toList();
    }
}
