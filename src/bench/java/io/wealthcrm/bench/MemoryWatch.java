package io.wealthcrm.bench;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAccumulator;

/** Looks each second at what a process and those it has started hold. */
final class MemoryWatch implements AutoCloseable {
    private final DoubleAccumulator most = new DoubleAccumulator(Math::max, 0);
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();

    private MemoryWatch() {}

    static MemoryWatch of(long pid) {
        MemoryWatch watch = new MemoryWatch();
        ScheduledFuture<?> unused = watch.looking.scheduleAtFixedRate(
                () -> watch.most.accumulate(Machine.memory(pid)), 0, 1, TimeUnit.SECONDS);
        return watch;
    }

    /** Megabytes (PSS), so far. */
    double most() {
        return most.get();
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
