package io.wealthcrm.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.files.StoredFile;
import java.time.Instant;
import java.util.UUID;

/** A paper of an order: {@code sha256} and {@code size} in bytes of what is stored, {@code pages} of a PDF. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderDocumentView(
        UUID id,
        DocumentKind kind,
        String sha256,
        long size,
        String mediaType,
        Integer pages,
        String name,
        UUID uploadedBy,
        Instant uploadedAt) {

    static OrderDocumentView of(OrderDocument document, StoredFile file) {
        return new OrderDocumentView(
                document.id,
                document.kind,
                file.sha256(),
                file.size(),
                file.mediaType(),
                file.pages(),
                file.name(),
                document.uploadedBy,
                document.uploadedAt);
    }
}
