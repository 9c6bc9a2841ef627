package io.wealthcrm.customer;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;

/** That {@code relatedId} is this customer's {@code kind}, e.g. {@code SPOUSE}. */
record NewRelation(
        @NotNull UUID relatedId, @NotNull Relation.Kind kind, LocalDate since, @Size(min = 1, max = 500) String note) {}
