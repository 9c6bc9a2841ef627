package io.wealthcrm.shared.files;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.wealthcrm.shared.Problem;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Contents as objects {@code ab/cd/<sha256>} of a bucket. The store is told the SHA-256 and refuses bytes that do not
 * have it; bodies stream from and to disk or socket and are never whole in memory.
 */
final class S3FileStore implements FileStore, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(S3FileStore.class);

    private final S3AsyncClient client;
    private final String bucket;

    S3FileStore(S3AsyncClient client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    @Override
    public Uni<Void> put(String sha256, Path file) {
        String key = Sha256.key(sha256);
        String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
        return call(() -> client.putObject(
                        request -> request.bucket(bucket).key(key).checksumSHA256(checksum),
                        AsyncRequestBody.fromFile(file)))
                .replaceWithVoid();
    }

    @Override
    public Uni<FileContent> open(String sha256) {
        String key = Sha256.key(sha256);
        return Uni.createFrom()
                .item(S3Download::new)
                .chain(download -> call(
                        () -> client.getObject(request -> request.bucket(bucket).key(key), download)));
    }

    @Override
    public Uni<FileContent> open(String sha256, long from, long length) {
        String key = Sha256.key(sha256);
        String range = "bytes=" + from + "-" + (from + length - 1);
        return Uni.createFrom()
                .item(S3Download::new)
                .chain(download -> call(() -> client.getObject(
                        request -> request.bucket(bucket).key(key).range(range), download)));
    }

    @Override
    public Uni<Void> fetch(String sha256, Path target) {
        String key = Sha256.key(sha256);
        return call(() -> client.getObject(request -> request.bucket(bucket).key(key), target))
                .replaceWithVoid();
    }

    @Override
    public Uni<Path> local(String sha256, Path scratch) {
        return fetch(sha256, scratch).replaceWith(scratch);
    }

    @Override
    public Uni<Boolean> exists(String sha256) {
        String key = Sha256.key(sha256);
        return call(() -> client.headObject(request -> request.bucket(bucket).key(key)))
                .replaceWith(true)
                .onFailure(S3FileStore::isMissing)
                .recoverWithItem(false);
    }

    @Override
    public Uni<Void> delete(String sha256) {
        String key = Sha256.key(sha256);
        return call(() -> client.deleteObject(request -> request.bucket(bucket).key(key)))
                .replaceWithVoid();
    }

    /** Starts the call on a worker, since the SDK may read credentials from files, and ends it on the caller's context. */
    private static <T> Uni<T> call(Supplier<CompletableFuture<T>> request) {
        return FileWorkers.back(Uni.createFrom()
                .completionStage(request)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .transform(S3FileStore::problem));
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof Problem problem && problem.code() == FileProblem.FILE_CONTENT_MISSING;
    }

    private static Problem problem(Throwable failure) {
        if (failure instanceof NoSuchKeyException || failure instanceof S3Exception s3 && s3.statusCode() == 404) {
            return Problem.of(FileProblem.FILE_CONTENT_MISSING);
        }
        LOG.errorf("The S3 store failed: %s", failure);
        return Problem.of(FileProblem.FILE_STORE_UNAVAILABLE);
    }

    @Override
    public void close() {
        client.close();
    }
}
