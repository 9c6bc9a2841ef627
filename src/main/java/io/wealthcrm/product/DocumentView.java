package io.wealthcrm.product;

import io.wealthcrm.shared.files.StoredFile;
import java.time.Instant;
import java.util.UUID;

/**
 * A paper that explains a product.
 *
 * @param sha256 of the bytes, hex
 * @param size in bytes
 * @param pages null unless a PDF whose pages could be counted
 */
record DocumentView(
        UUID id,
        UUID productId,
        ProductDocument.Kind kind,
        String title,
        Instant addedAt,
        String sha256,
        long size,
        String mediaType,
        String name,
        Integer pages) {

    static DocumentView of(ProductDocument document, StoredFile file) {
        return new DocumentView(
                document.id,
                document.productId,
                document.kind,
                document.title,
                document.addedAt,
                file.sha256(),
                file.size(),
                file.mediaType(),
                file.name(),
                file.pages());
    }
}
