package io.wealthcrm.shared.files;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** The package's parts put together over a directory, as the container would. */
final class FileFixture {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final Path data;
    final FilesConfig config;
    final FileWorkers workers;
    final Intake intake;
    final FileStore store;
    final Uploads uploads;
    private int given;

    FileFixture(Path data, Map<String, String> settings) throws IOException {
        this(data, settings, null);
    }

    FileFixture(Path data, Map<String, String> settings, FileStore otherStore) throws IOException {
        this.data = data;
        SmallRyeConfig all = settings(data, settings);
        WealthConfig wealth = all.getConfigMapping(WealthConfig.class);
        config = all.getConfigMapping(FilesConfig.class);
        workers = new FileWorkers(config);
        TempFiles temp = new TempFiles(wealth);
        temp.sweep(new StartupEvent());
        FileBeans beans = new FileBeans();
        store = otherStore != null ? otherStore : beans.store(wealth, config, workers);
        intake = new Intake(config, temp, beans.scanner(config));
        uploads = new Uploads(workers, intake, store);
    }

    private static SmallRyeConfig settings(Path data, Map<String, String> settings) {
        Map<String, String> values = new HashMap<>(settings);
        values.put("wealth.data-dir", data.toString());
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(WealthConfig.class)
                .withMapping(FilesConfig.class)
                .withDefaultValues(values)
                .build();
    }

    /** Uploads the bytes the way the server would hand them over. */
    StoredFile upload(byte[] bytes, String name, UploadRule rule) throws IOException {
        return await(uploads.accept(file(bytes), name, rule));
    }

    Path file(byte[] bytes) throws IOException {
        return Files.write(data.resolve("upload" + given++), bytes);
    }

    /** Uploads what must be refused, and checks that nothing of it stays. */
    Problem refused(byte[] bytes, String name, UploadRule rule) throws IOException {
        Path file = file(bytes);
        Problem problem = Assertions.catchThrowableOfType(Problem.class, () -> await(uploads.accept(file, name, rule)));
        Assertions.assertThat(filesLeft()).as("files kept of a refused upload").isZero();
        return problem;
    }

    byte[] stored(String sha256) throws IOException {
        return Files.readAllBytes(((FileContent.OnDisk) await(store.open(sha256))).path());
    }

    /** Files in the store and in its temporary directory. */
    long filesLeft() throws IOException {
        try (Stream<Path> all = Files.walk(data.resolve("files"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
