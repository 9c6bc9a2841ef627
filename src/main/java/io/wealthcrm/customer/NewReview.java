package io.wealthcrm.customer;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What somebody who examined a certification found; REJECT needs a reason. */
record NewReview(@NotNull Verdict decision, @Size(min = 1, max = 500) String reason) {
    enum Verdict {
        ACCEPT,
        REJECT
    }
}
