package io.wealthcrm.duplicate;

import io.wealthcrm.customer.MergeField;
import io.wealthcrm.customer.Side;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;

/**
 * Two files to be made one.
 *
 * @param survivorId whose id goes on
 * @param mergedId whose id goes
 * @param preview true to see what would come out, with nothing changed
 * @param previewToken of a preview: merged only if exactly that comes out
 */
record NewMerge(
        @NotNull UUID survivorId,
        @NotNull UUID mergedId,
        FieldChoices fields,
        Boolean preview,
        @Size(min = 1, max = 100) String previewToken) {

    boolean isPreview() {
        return Boolean.TRUE.equals(preview);
    }

    Map<MergeField, Side> asked() {
        return fields == null ? Map.of() : fields.asked();
    }
}
