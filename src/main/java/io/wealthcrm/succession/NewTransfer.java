package io.wealthcrm.succession;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * Some of an advisor's customers go to others.
 *
 * @param transfers who takes which; customers nobody takes stay
 * @param previewToken as in {@link NewOffboarding}
 */
record NewTransfer(
        @NotNull UUID fromAdvisorId,
        @NotEmpty @Size(max = 200) List<@NotNull @Valid Heir> transfers,
        @Size(max = 500) @Pattern(regexp = Heir.SAYING) String reason,
        @Size(min = 1, max = 100) String previewToken) {}
