package io.wealthcrm.shared.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.wealthcrm.shared.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWorkersTest {
    @TempDir
    Path data;

    @Test
    void oneUploadTooManyIsTurnedAwayAndThePlaceIsFreeAgainLater() throws Exception {
        FileWorkers workers =
                new FileFixture(data, Map.of("wealth.files.workers", "1", "wealth.files.queue", "1")).workers;
        CountDownLatch door = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> running = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            running.add(workers.admit(() -> workers.run(() -> door.await(10, TimeUnit.SECONDS)))
                    .subscribeAsCompletionStage());
        }
        Uni<String> another = workers.admit(() -> workers.run(() -> "in"));
        assertThatThrownBy(() -> FileFixture.await(another))
                .isInstanceOfSatisfying(
                        Problem.class, busy -> assertThat(busy.code()).isEqualTo(FileProblem.FILE_STORE_BUSY));
        door.countDown();
        for (CompletableFuture<Boolean> upload : running) {
            assertThat(upload.get(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(FileFixture.await(another)).isEqualTo("in");
    }

    @Test
    void resultsComeBackOnTheCallersContext() throws Exception {
        FileWorkers workers = new FileFixture(data, Map.of()).workers;
        Vertx vertx = Vertx.vertx();
        try {
            Context context = vertx.getOrCreateContext();
            CompletableFuture<Context> seen = new CompletableFuture<>();
            context.runOnContext(ignored -> workers.admit(
                            () -> workers.run(() -> Thread.currentThread().getName()))
                    .subscribe()
                    .with(
                            thread -> {
                                assertThat(thread).startsWith("files-");
                                seen.complete(Vertx.currentContext());
                            },
                            seen::completeExceptionally));
            assertThat(seen.get(10, TimeUnit.SECONDS)).isSameAs(context);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }
}
