package io.wealthcrm.shared.files;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Hands an object out as a stream, on the Vert.x context the download was asked from. The SDK's own publisher falls silent
 * when the connection breaks off half way: the news comes by {@link #exceptionOccurred} alone, so it is led into the
 * stream here.
 */
final class S3Download implements AsyncResponseTransformer<GetObjectResponse, FileContent> {
    /** Pieces of some 8 KB read ahead; the queue behind it takes no fewer. */
    private static final int PREFETCH = 16;

    private final Context context = Vertx.currentContext();
    private volatile Attempt attempt;

    /** The SDK may try several times before the first byte. */
    private record Attempt(
            CompletableFuture<FileContent> content,
            CompletableFuture<GetObjectResponse> head,
            CompletableFuture<ByteBuffer> end) {}

    @Override
    public CompletableFuture<FileContent> prepare() {
        attempt = new Attempt(new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>());
        return attempt.content();
    }

    @Override
    public void onResponse(GetObjectResponse response) {
        attempt.head().complete(response);
    }

    @Override
    public void onStream(SdkPublisher<ByteBuffer> publisher) {
        CompletableFuture<ByteBuffer> end = attempt.end();
        Multi<ByteBuffer> bytes = Multi.createFrom()
                .publisher(AdaptersToFlow.publisher(publisher))
                .onTermination()
                .invoke(() -> end.complete(null));
        Multi<ByteBuffer> breakOff = Uni.createFrom().completionStage(end).toMulti();
        Multi<ByteBuffer> both =
                Multi.createBy().merging().withRequests(PREFETCH).streams(bytes, breakOff);
        Multi<ByteBuffer> here = context == null ? both : both.emitOn(then -> context.runOnContext(v -> then.run()));
        attempt.content()
                .complete(new FileContent.Streamed(attempt.head().join().contentLength(), here));
    }

    @Override
    public void exceptionOccurred(Throwable error) {
        attempt.content().completeExceptionally(error);
        attempt.end().completeExceptionally(error);
    }
}
