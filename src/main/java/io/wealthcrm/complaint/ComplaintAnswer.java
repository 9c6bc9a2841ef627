package io.wealthcrm.complaint;

import java.time.Instant;

/** What the customer was told; more than one where it was reopened. */
record ComplaintAnswer(Instant at, String text) {}
