package io.wealthcrm.identity;

import java.util.UUID;

/**
 * Somebody of staff may see or do more than before, or elsewhere, and more than an advisor's own work: other roles, permissions or
 * another unit, or an account that is new or on again.
 *
 * @param byId the administrator
 * @param occurrence sets it apart from others about the same person
 */
public record AccessGranted(UUID userId, UUID byId, UUID occurrence) {}
