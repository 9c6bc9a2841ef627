package io.wealthcrm.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.files.StoredFile;
import java.util.UUID;

/** A file of the chat as it was stored; {@code size} in bytes, {@code width} and {@code height} in pixels of an image. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChatFileView(
        UUID id,
        String name,
        String mediaType,
        long size,
        String sha256,
        Integer width,
        Integer height,
        Integer pages,
        boolean thumbnail) {

    static ChatFileView of(StoredFile file) {
        return new ChatFileView(
                file.id(),
                file.name(),
                file.mediaType(),
                file.size(),
                file.sha256(),
                file.width(),
                file.height(),
                file.pages(),
                file.thumbnail() != null);
    }
}
