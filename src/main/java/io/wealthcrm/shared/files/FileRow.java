package io.wealthcrm.shared.files;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One upload. Never changed once written. */
@Entity
@Table(name = "files")
class FileRow {
    @Id
    UUID id;

    String sha256;
    long size;

    String mediaType;

    String name;
    String purpose;
    Integer width;
    Integer height;
    Integer pages;
    String thumbnail;

    UUID uploadedBy;

    Instant createdAt;

    static FileRow of(StoredFile file, String purpose, UUID uploadedBy, Instant now) {
        FileRow row = new FileRow();
        row.id = file.id();
        row.sha256 = file.sha256();
        row.size = file.size();
        row.mediaType = file.mediaType();
        row.name = file.name();
        row.purpose = purpose;
        row.width = file.width();
        row.height = file.height();
        row.pages = file.pages();
        row.thumbnail = file.thumbnail();
        row.uploadedBy = uploadedBy;
        row.createdAt = now;
        return row;
    }

    StoredFile file() {
        return new StoredFile(id, sha256, size, mediaType, name, width, height, pages, thumbnail);
    }
}
