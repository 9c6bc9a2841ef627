package io.wealthcrm.shared;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** SHA-256 of all that a request asks for: what it calls, its body or form, and the bytes of its files. */
@ApplicationScoped
class RequestFingerprint {
    private static final int CHUNK = 64 * 1024;

    private final ObjectMapper json;
    private final Vertx vertx;

    RequestFingerprint(ObjectMapper json, Vertx vertx) {
        this.json = json;
        this.vertx = vertx;
    }

    /** Files are read on a worker thread, a piece at a time. */
    Uni<byte[]> of(HttpServerRequest request, Object[] parameters) {
        String call = request.method().name() + " " + request.path();
        if (Arrays.stream(parameters).noneMatch(FileUpload.class::isInstance)) {
            return Uni.createFrom().item(digest(call, parameters));
        }
        return vertx.executeBlocking(() -> digest(call, parameters), false);
    }

    private byte[] digest(String call, Object[] parameters) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(json.writeValueAsBytes(call));
            for (Object parameter : parameters) {
                if (parameter instanceof FileUpload file) {
                    digest.update(json.writeValueAsBytes(file.fileName()));
                    addContent(digest, file);
                } else if (asked(parameter)) {
                    digest.update(json.writeValueAsBytes(parameter));
                }
            }
            return digest.digest();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Other parameters are the framework's: headers, the request itself. */
    private static boolean asked(Object parameter) {
        return parameter instanceof Record
                || parameter instanceof String
                || parameter instanceof Enum<?>
                || parameter instanceof UUID
                || parameter instanceof Number
                || parameter instanceof Boolean;
    }

    private static void addContent(MessageDigest digest, FileUpload file) throws IOException {
        byte[] piece = new byte[CHUNK];
        try (InputStream content = Files.newInputStream(file.uploadedFile())) {
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                digest.update(piece, 0, read);
            }
        }
    }
}
