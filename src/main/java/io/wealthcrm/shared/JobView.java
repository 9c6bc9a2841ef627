package io.wealthcrm.shared;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * Long work and how far it is.
 *
 * @param subjectId what it works on, such as a run
 * @param status QUEUED, RUNNING, DONE or FAILED
 * @param done how many of {@code total} things are done
 * @param startedAt in real time, as {@code finishedAt}; null before
 * @param result what came of it, an object; for a failure the problem's {@code code}, {@code detail} and further members
 */
public record JobView(
        UUID id,
        String kind,
        UUID subjectId,
        String status,
        long done,
        long total,
        long failed,
        Instant startedAt,
        Instant finishedAt,
        JsonNode result) {}
