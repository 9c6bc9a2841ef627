package io.wealthcrm.identity;

import java.util.UUID;

/** Somebody of staff came, left, moved to another unit or has other roles; what the person is now stands on file. */
public record StaffChanged(UUID userId) {}
