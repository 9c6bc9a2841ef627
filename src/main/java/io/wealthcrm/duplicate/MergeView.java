package io.wealthcrm.duplicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.customer.CustomerView;
import io.wealthcrm.customer.MergedField;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Two files made one, or a preview of it.
 *
 * @param id left out of a preview
 * @param previewToken of a preview only
 * @param result the survivor's profile: as it comes out, later as it is now
 * @param fields those that either had; the values of both only when they are merged, later whose was chosen
 * @param moved how many records of which kind went over, such as {@code {"orders": 3}}
 * @param undoneAt left out unless it was taken back
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MergeView(
        UUID id,
        boolean preview,
        String previewToken,
        UUID survivorId,
        UUID mergedId,
        CustomerView result,
        List<MergedField> fields,
        Map<String, Long> moved,
        UUID by,
        Instant at,
        UUID undoneBy,
        Instant undoneAt) {

    MergeView with(List<MergedField> all) {
        return new MergeView(
                id, preview, previewToken, survivorId, mergedId, result, all, moved, by, at, undoneBy, undoneAt);
    }

    MergeView asPreview(String token) {
        return new MergeView(null, true, token, survivorId, mergedId, result, fields, moved, null, null, null, null);
    }
}
