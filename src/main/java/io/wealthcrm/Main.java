package io.wealthcrm;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts the service: its keys, its database when none is configured, then Quarkus. */
@QuarkusMain
public final class Main {
    /** Longer than the drain of requests and sockets, {@code quarkus.shutdown.timeout}. */
    private static final long DRAIN_SECONDS = 60;

    Main() {}

    /** Runs until the process is told to stop. Exit code 1 when the service cannot start. */
    public static void main(String... args) {
        // Each step of a pipeline runs on the Vert.x context, which keeps session, request and caller: what the
        // threads keep need not be carried along.
        System.setProperty("mutiny.disableCallBackDecorators", "true");
        Optional<EmbeddedDatabase> database = prepare();
        CountDownLatch stopped = new CountDownLatch(1);
        // On a signal Quarkus stops in a hook of its own, beside this one: the database must outlive it.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAfter(stopped, database), "database-closer"));
        try {
            Quarkus.run(
                    null,
                    (code, failure) -> {
                        stopped.countDown();
                        tell(failure);
                        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(code, failure);
                    },
                    args);
        } finally {
            stopped.countDown();
            database.ifPresent(EmbeddedDatabase::close);
        }
    }

    /** A failure before logging is set up, such as a wrong setting, would otherwise end the process without a word. */
    private static void tell(Throwable failure) {
        if (failure == null) {
            return;
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        System.err.println("Wealth CRM cannot start. " + root.getMessage());
    }

    private static Optional<EmbeddedDatabase> prepare() {
        try {
            return Launch.read().prepare();
        } catch (StartRefused | IllegalStateException e) {
            System.err.println("Wealth CRM cannot start. " + e.getMessage());
            System.exit(1);
            throw e;
        }
    }

    private static void closeAfter(CountDownLatch stopped, Optional<EmbeddedDatabase> database) {
        try {
            if (!stopped.await(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Quarkus has not stopped in " + DRAIN_SECONDS + " s; stopping its database");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.ifPresent(EmbeddedDatabase::close);
    }
}
