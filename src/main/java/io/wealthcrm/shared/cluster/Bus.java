package io.wealthcrm.shared.cluster;

import java.util.function.Consumer;

/** Carries short texts between nodes, in the order one node tells them; any of them may be lost. Safe for concurrent use. */
interface Bus {
    /**
     * Begins to listen, and goes on whatever happens.
     *
     * @param heard takes what any node tells, this one too; always on the same event loop
     * @param joined called whenever others can be heard from now on: what was told before is missed
     */
    void open(Consumer<String> heard, Runnable joined);

    /** Returns at once. */
    void tell(String text);

    /** Whether others can be heard just now. */
    boolean connected();

    void close();
}
