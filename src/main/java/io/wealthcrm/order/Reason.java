package io.wealthcrm.order;

/** Why; at most 500 characters, and may be left out. */
record Reason(String reason) {}
