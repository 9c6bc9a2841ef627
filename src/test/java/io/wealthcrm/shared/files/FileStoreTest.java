package io.wealthcrm.shared.files;

import static io.wealthcrm.shared.files.FileFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Both stores keep the same promises; S3 over the real protocol. */
class FileStoreTest {
    @TempDir
    Path data;

    private static FakeS3 s3;
    private static S3FileStore remote;
    private FileFixture local;

    /** One client for all, for closing one takes two seconds. */
    @BeforeAll
    static void connect() throws IOException {
        s3 = new FakeS3();
        remote = remote(s3);
    }

    @AfterAll
    static void close() {
        remote.close();
        s3.close();
    }

    @BeforeEach
    void start() throws IOException {
        s3.objects.clear();
        local = new FileFixture(data, Map.of());
    }

    private static S3FileStore remote(FakeS3 server) {
        AwsBasicCredentials credentials = AwsBasicCredentials.create("test-key", "test-secret");
        return new S3FileStore(
                FileBeans.client(bucket(server.endpoint()), StaticCredentialsProvider.create(credentials)), "bucket");
    }

    private FileStore store(FilesConfig.Store kind) {
        return kind == FilesConfig.Store.S3 ? remote : local.store;
    }

    @ParameterizedTest
    @EnumSource
    void whatWasPutIsThereUntilItIsDeleted(FilesConfig.Store kind) throws Exception {
        FileStore store = store(kind);
        byte[] bytes = random(3_000_000);
        Path file = local.file(bytes);
        String sha256 = Sha256.of(file);
        assertThat(await(store.exists(sha256))).isFalse();

        await(store.put(sha256, file));
        await(store.put(sha256, local.file(bytes)));

        assertThat(await(store.exists(sha256))).isTrue();
        FileContent content = await(store.open(sha256));
        assertThat(content.size()).isEqualTo(bytes.length);
        assertThat(read(content)).isEqualTo(bytes);
        Path copy = data.resolve("copy");
        await(store.fetch(sha256, copy));
        assertThat(copy).hasBinaryContent(bytes);

        await(store.delete(sha256));
        await(store.delete(sha256));
        assertThat(await(store.exists(sha256))).isFalse();
        fails(store.open(sha256), FileProblem.FILE_CONTENT_MISSING);
        fails(store.fetch(sha256, data.resolve("none")), FileProblem.FILE_CONTENT_MISSING);
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatIsNoHashIsNeverAPath(FilesConfig.Store kind) {
        assertThatThrownBy(() -> await(store(kind).open("../../../../etc/passwd")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyPutsOfOneContentAtOnceEndWell() throws Exception {
        byte[] bytes = random(100_000);
        String sha256 = Sha256.of(local.file(bytes));
        List<Path> files = Stream.generate(() -> copy(bytes)).limit(20).toList();
        List<Uni<Void>> puts =
                files.stream().map(file -> local.store.put(sha256, file)).toList();
        assertThat(await(Uni.join().all(puts).andFailFast())).hasSize(20);
        assertThat(local.stored(sha256)).isEqualTo(bytes);
    }

    @Test
    void bytesThatAreNotWhatTheirHashSaysAreRefusedByS3() throws Exception {
        String other = Sha256.of(local.file(random(10)));
        fails(remote.put(other, local.file(random(20))), FileProblem.FILE_STORE_UNAVAILABLE);
        assertThat(s3.objects).isEmpty();
    }

    @Test
    void aShortFailureOfS3IsBridged() throws Exception {
        Path file = local.file(random(200_000));
        s3.failures.set(2);
        await(remote.put(Sha256.of(file), file));
        assertThat(s3.objects).hasSize(1);
    }

    @Test
    void anS3ThatIsGoneIsUnavailable() throws Exception {
        FakeS3 gone = new FakeS3();
        gone.close();
        S3FileStore remote = remote(gone);
        Path file = local.file(random(10));
        fails(remote.put(Sha256.of(file), file), FileProblem.FILE_STORE_UNAVAILABLE);
        fails(remote.exists(Sha256.of(file)), FileProblem.FILE_STORE_UNAVAILABLE);
        remote.close();
    }

    @Test
    void aDownloadThatBreaksOffFails() throws Exception {
        Path file = local.file(random(2_000_000));
        String sha256 = Sha256.of(file);
        await(remote.put(sha256, file));
        s3.cuts.set(1);
        FileContent content = await(remote.open(sha256));
        assertThatThrownBy(() -> read(content)).isNotInstanceOf(TimeoutException.class);
    }

    @Test
    void uploadsGoThroughS3AsThroughTheDisk() throws Exception {
        FileFixture files = new FileFixture(data, Map.of(), remote);
        StoredFile photo = files.upload(
                Pictures.jpeg(500, 300), "a.jpg", UploadRule.photo("CHAT").withThumbnail());
        assertThat(s3.objects).hasSize(2);
        String again = await(files.uploads.thumbnail(photo.sha256(), 50));
        assertThat(s3.objects).hasSize(3).containsKey("/bucket/" + Sha256.key(again));
        assertThat(files.filesLeft()).isZero();
    }

    private Path copy(byte[] bytes) {
        try {
            return local.file(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fails(Uni<?> uni, FileProblem problem) {
        assertThatThrownBy(() -> await(uni)).isInstanceOfSatisfying(Problem.class, refused -> assertThat(refused.code())
                .isEqualTo(problem));
    }

    private static byte[] read(FileContent content) throws IOException {
        if (content instanceof FileContent.OnDisk onDisk) {
            return Files.readAllBytes(onDisk.path());
        }
        // A slow reader, who asks for each piece when the last one is gone.
        Multi<ByteBuffer> pieces = ((FileContent.Streamed) content)
                .data()
                .onItem()
                .transformToUniAndConcatenate(
                        piece -> Uni.createFrom().item(piece).onItem().delayIt().by(Duration.ofMillis(1)));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteBuffer piece : await(pieces.collect().asList())) {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static FilesConfig.S3 bucket(URI endpoint) {
        return new FilesConfig.S3() {
            @Override
            public Optional<URI> endpoint() {
                return Optional.of(endpoint);
            }

            @Override
            public String region() {
                return "cn-north-1";
            }

            @Override
            public String bucket() {
                return "bucket";
            }

            @Override
            public boolean pathStyle() {
                return true;
            }
        };
    }
}
