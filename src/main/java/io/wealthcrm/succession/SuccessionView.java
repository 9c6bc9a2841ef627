package io.wealthcrm.succession;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A succession, or the preview of one.
 *
 * @param id left out of previews
 * @param previewToken of previews: sent along, it makes sure that what is done is what was shown
 * @param outcome left out of planned ones, which are worked out on their day
 * @param unplaced of previews: customers nobody has room for
 * @param items of previews; else see {@code GET /successions/{id}/items}
 * @param failure the code of the problem that kept a planned one from being done
 * @param leftAlone of one taken back: what had moved on since, and stayed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SuccessionView(
        UUID id,
        SuccessionKind kind,
        SuccessionState state,
        UUID userId,
        Destination plan,
        LocalDate effectiveOn,
        String reason,
        UUID by,
        Instant at,
        Instant doneAt,
        Instant undoUntil,
        Instant endedAt,
        UUID endedBy,
        String failure,
        String previewToken,
        Outcome outcome,
        List<UUID> unplaced,
        List<SuccessionItem> items,
        List<LeftAlone> leftAlone) {

    static SuccessionView preview(Working working, Outcome outcome, LocalDate effectiveOn, boolean named) {
        Asked asked = working.asked();
        return new SuccessionView(
                null,
                asked.kind(),
                SuccessionState.PREVIEW,
                asked.leaver().id(),
                asked.plan(),
                effectiveOn,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                working.token(outcome),
                named ? outcome : outcome.withoutDetails(),
                named ? working.unplaced() : null,
                named ? working.handovers().stream().map(SuccessionItem::of).toList() : null,
                null);
    }
}
