package io.wealthcrm.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.wealthcrm.shared.PrivateFiles;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;

/**
 * Remembers outside the database how far the chain had come: whoever owns the database alone cannot cut its end off together
 * with the heads. Each node keeps its own, in {@code data/audit/head}, a place and a hash.
 */
@ApplicationScoped
class Witness {
    private final Path file;
    private final Vertx vertx;
    private volatile Tip seen;

    Witness(WealthConfig config, Vertx vertx) {
        this.file = config.dataDir().resolve("audit").resolve("head");
        this.vertx = vertx;
    }

    /** The last end of the chain this node knows; the beginning on a new node. */
    Uni<Tip> last() {
        return seen != null ? Uni.createFrom().item(seen) : blocking(this::read).invoke(tip -> seen = tip);
    }

    /** After it was committed: a crash in between leaves the witness behind the chain, which is no contradiction. */
    Uni<Void> remember(Tip tip) {
        return blocking(() -> {
                    PrivateFiles.replace(file, text(tip));
                    return tip;
                })
                .invoke(kept -> seen = kept)
                .replaceWithVoid();
    }

    private Tip read() {
        byte[] content = PrivateFiles.readOrCreate(file, () -> text(Tip.START));
        String[] parts = new String(content, StandardCharsets.US_ASCII).strip().split(" ");
        return new Tip(Long.parseLong(parts[0]), HexFormat.of().parseHex(parts[1]));
    }

    private static byte[] text(Tip tip) {
        return (tip.seq() + " " + HexFormat.of().formatHex(tip.hash()) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private <T> Uni<T> blocking(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }
}
