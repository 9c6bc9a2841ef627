package io.wealthcrm.shared.files;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;

/**
 * The way out: a streamed response for a file its caller may see. Contents never change under their hash, so the ETag is
 * the hash and a browser may keep its copy; but only that person's browser, hence {@code private}.
 */
@ApplicationScoped
public class Downloads {
    /** How long a browser shows its copy without asking. */
    private enum Copies {
        KEPT("private, max-age=86400, immutable"),
        ASKED_FOR("private, no-cache");

        private final String header;

        Copies(String header) {
            this.header = header;
        }
    }

    private final FileStore store;
    private final ZipStream zips;

    Downloads(FileStore store, ZipStream zips) {
        this.store = store;
        this.zips = zips;
    }

    /** Several contents as one ZIP to be saved, made while it is sent; its length is not known before. */
    public Response zip(String name, List<Zipped> entries) {
        return Response.ok(new FileContent.Streamed(FileContent.UNKNOWN, zips.of(entries)), "application/zip")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, FileNames.disposition(false, name))
                .build();
    }

    /**
     * The file's bytes: images and PDF to be shown, anything else to be saved.
     *
     * @param ifNoneMatch the request's header or null; a match answers 304 without touching the store
     */
    public Uni<Response> respond(StoredFile file, String ifNoneMatch) {
        return respond(file.sha256(), file.mediaType(), file.name(), ifNoneMatch, Copies.KEPT);
    }

    /** As {@link #respond}, of a file that may be taken back: whoever shows a copy asks each time whether they still may. */
    public Uni<Response> respondRevocable(StoredFile file, String ifNoneMatch) {
        return respond(file.sha256(), file.mediaType(), file.name(), ifNoneMatch, Copies.ASKED_FOR);
    }

    /**
     * The file for a player: whole, or the one range that is asked for (206).
     *
     * @param range the request's header or null; several ranges at once are answered with the whole
     * @param ifRange the request's header or null; a range of another content than this is answered with the whole
     * @throws Problem RANGE_NOT_SATISFIABLE
     */
    public Uni<Response> play(StoredFile file, String ifNoneMatch, String range, String ifRange) {
        String etag = '"' + file.sha256() + '"';
        ByteRange part = ifRange == null || ifRange.strip().equals(etag) ? ByteRange.of(range, file.size()) : null;
        if (part == null || matches(ifNoneMatch, etag)) {
            return respond(file, ifNoneMatch);
        }
        return store.open(file.sha256(), part.from(), part.length())
                .map(content -> headers(Response.status(206).entity(content).type(file.mediaType()), etag, Copies.KEPT)
                        .header("Accept-Ranges", "bytes")
                        .header("Content-Range", part.header(file.size()))
                        .header(HttpHeaders.CONTENT_DISPOSITION, FileNames.disposition(true, file.name()))
                        .build());
    }

    /** The thumbnail of a file that may be taken back; the file must have one. */
    public Uni<Response> respondThumbnail(StoredFile file, String ifNoneMatch) {
        String name = FileNames.safe("thumbnail", MediaTypes.JPEG);
        return respond(file.thumbnail(), MediaTypes.JPEG, name, ifNoneMatch, Copies.ASKED_FOR);
    }

    private Uni<Response> respond(String sha256, String mediaType, String name, String ifNoneMatch, Copies copies) {
        String etag = '"' + sha256 + '"';
        if (matches(ifNoneMatch, etag)) {
            return Uni.createFrom()
                    .item(headers(Response.notModified(), etag, copies).build());
        }
        boolean shown =
                MediaTypes.isImage(mediaType) || MediaTypes.isVideo(mediaType) || mediaType.equals(MediaTypes.PDF);
        return store.open(sha256).map(content -> headers(Response.ok(content, mediaType), etag, copies)
                .header("Accept-Ranges", MediaTypes.isVideo(mediaType) ? "bytes" : null)
                .header(HttpHeaders.CONTENT_DISPOSITION, FileNames.disposition(shown, name))
                .build());
    }

    private static Response.ResponseBuilder headers(Response.ResponseBuilder response, String etag, Copies copies) {
        return response.header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, copies.header)
                .header("X-Content-Type-Options", "nosniff");
    }

    private static boolean matches(String ifNoneMatch, String etag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
    }
}
