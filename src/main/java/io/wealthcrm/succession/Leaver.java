package io.wealthcrm.succession;

import java.util.UUID;

/**
 * Who hands over.
 *
 * @param leads whether they lead a unit
 * @param leadId the nearest active lead above them; null without any
 */
record Leaver(UUID id, UUID unitId, boolean active, boolean leads, UUID leadId) {}
