package io.wealthcrm.agenda;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is done for a customer step by step (跟进计划).
 *
 * @param unitId whose people may begin it: those of the unit and below
 * @param active false once it was retired: what was begun before goes on
 * @param steps in the order in which they are due
 */
record FollowUpPlan(
        UUID id,
        UUID unitId,
        String unitName,
        String name,
        boolean active,
        UUID createdBy,
        Instant createdAt,
        List<FollowUpStep> steps) {}
