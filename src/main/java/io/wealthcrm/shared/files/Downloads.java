package io.wealthcrm.shared.files;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;

/**
 * The way out: a streamed response for a file its caller may see. Contents never change under their hash, so the ETag is
 * the hash and a browser may keep its copy; but only that person's browser, hence {@code private}.
 */
@ApplicationScoped
public class Downloads {
    private final FileStore store;

    Downloads(FileStore store) {
        this.store = store;
    }

    /**
     * The file's bytes: images and PDF to be shown, anything else to be saved.
     *
     * @param ifNoneMatch the request's header or null; a match answers 304 without touching the store
     */
    public Uni<Response> respond(StoredFile file, String ifNoneMatch) {
        return respond(file.sha256(), file.mediaType(), file.name(), ifNoneMatch);
    }

    /** The file's thumbnail; the file must have one. */
    public Uni<Response> respondThumbnail(StoredFile file, String ifNoneMatch) {
        return respond(file.thumbnail(), MediaTypes.JPEG, FileNames.safe("thumbnail", MediaTypes.JPEG), ifNoneMatch);
    }

    private Uni<Response> respond(String sha256, String mediaType, String name, String ifNoneMatch) {
        String etag = '"' + sha256 + '"';
        if (matches(ifNoneMatch, etag)) {
            return Uni.createFrom().item(headers(Response.notModified(), etag).build());
        }
        boolean shown = MediaTypes.isImage(mediaType) || mediaType.equals(MediaTypes.PDF);
        return store.open(sha256).map(content -> headers(Response.ok(content, mediaType), etag)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileNames.disposition(shown, name))
                .build());
    }

    private static Response.ResponseBuilder headers(Response.ResponseBuilder response, String etag) {
        return response.header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=86400, immutable")
                .header("X-Content-Type-Options", "nosniff");
    }

    private static boolean matches(String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
    }
}
