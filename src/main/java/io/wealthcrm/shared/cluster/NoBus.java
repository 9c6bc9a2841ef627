package io.wealthcrm.shared.cluster;

import java.util.function.Consumer;

/** A single node: nobody is there to be told. */
final class NoBus implements Bus {
    @Override
    public void open(Consumer<String> heard, Runnable joined) {}

    @Override
    public void tell(String text) {}

    @Override
    public boolean connected() {
        return false;
    }

    @Override
    public void close() {}
}
