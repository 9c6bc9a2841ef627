package io.wealthcrm.shared.files;

import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.Flow;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Writes a stored content. A file of this machine goes from the kernel's cache to the socket; a content that arrives from
 * elsewhere goes piece by piece, the next one asked for when the last one is on the wire. When it breaks off, so does the
 * connection, for a short body must not look like a whole one.
 *
 * <p>The framework's own writer of files is not used: inside a {@code Response} it answers a range request with status 200
 * and a part of the file. Here {@link Downloads} decides what is sent.
 */
@Provider
public class FileContentWriter implements ServerMessageBodyWriter<FileContent> {
    private static final Logger LOG = Logger.getLogger(FileContentWriter.class);

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return FileContent.class.isAssignableFrom(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return FileContent.class.isAssignableFrom(type);
    }

    @Override
    public void writeResponse(FileContent content, Type genericType, ServerRequestContext context) {
        // The response's own headers reach the wire too late for the first piece, which needs a length to be written.
        if (content.size() == FileContent.UNKNOWN) {
            context.serverResponse().setChunked(true);
        } else {
            context.serverResponse().setResponseHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(content.size()));
        }
        if (content instanceof FileContent.OnDisk file) {
            context.serverResponse().sendFile(file.path().toString(), file.from(), file.size());
        } else if (content instanceof FileContent.Streamed stream) {
            ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
            request.suspend();
            stream.data().subscribe().withSubscriber(new Pump(request));
        }
    }

    /** The blocking form, which JAX-RS asks for; the server itself never takes it. */
    @Override
    public void writeTo(
            FileContent content,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        if (content instanceof FileContent.OnDisk file) {
            try (FileChannel in = FileChannel.open(file.path())) {
                copy(in, file, Channels.newChannel(out));
            }
        } else if (content instanceof FileContent.Streamed stream) {
            for (ByteBuffer piece : stream.data().subscribe().asIterable()) {
                Channels.newChannel(out).write(piece);
            }
        }
    }

    private static void copy(FileChannel in, FileContent.OnDisk file, WritableByteChannel out) throws IOException {
        long sent = 0;
        while (sent < file.size()) {
            long moved = in.transferTo(file.from() + sent, file.size() - sent, out);
            if (moved <= 0) {
                throw new EOFException(file.path().getFileName() + " is shorter than it was");
            }
            sent += moved;
        }
    }

    private static final class Pump implements MultiSubscriber<ByteBuffer> {
        private final ResteasyReactiveRequestContext request;
        private final ServerHttpResponse response;
        private Flow.Subscription source;

        Pump(ResteasyReactiveRequestContext request) {
            this.request = request;
            this.response = request.serverResponse();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            source = subscription;
            response.addCloseHandler(source::cancel);
            source.request(1);
        }

        @Override
        public void onItem(ByteBuffer piece) {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            response.write(bytes, failure -> {
                if (failure == null) {
                    source.request(1);
                } else {
                    source.cancel();
                    request.close();
                }
            });
        }

        @Override
        public void onFailure(Throwable failure) {
            LOG.error("A stored file broke off while it was being sent", failure);
            if (response.headWritten()) {
                request.unwrap(HttpServerRequest.class).connection().close();
                request.close();
            } else {
                request.resume(failure);
            }
        }

        @Override
        public void onCompletion() {
            response.end();
            request.close();
        }
    }
}
