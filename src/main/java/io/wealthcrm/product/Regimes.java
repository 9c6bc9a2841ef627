package io.wealthcrm.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.MergePatch;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The regimes' parameters. Every order asks for them, so they are remembered for a moment: a change counts at once on the node
 * that made it and within a second on the others, and a booking takes no round trip more.
 */
@ApplicationScoped
class Regimes {
    private static final long MOMENT = Duration.ofSeconds(1).toNanos();

    private final ProductQueries queries;
    private final MergePatch mergePatch;
    private final Audit audit;
    private final Clock clock;
    private final AtomicReference<Remembered> remembered = new AtomicReference<>(nothing());

    Regimes(ProductQueries queries, MergePatch mergePatch, Audit audit, Clock clock) {
        this.queries = queries;
        this.mergePatch = mergePatch;
        this.audit = audit;
        this.clock = clock;
    }

    private record Remembered(Map<Regime, RegimeTerms> all, long at) {
        boolean fresh() {
            return System.nanoTime() - at < MOMENT;
        }
    }

    /** No round trip, or one in a second. Joins the caller's session. */
    Uni<RegimeTerms> of(Regime regime) {
        Remembered known = remembered.get();
        return known.fresh() ? Uni.createFrom().item(known.all().get(regime)) : read().map(all -> all.get(regime));
    }

    private Uni<Map<Regime, RegimeTerms>> read() {
        Remembered before = remembered.get();
        long asked = System.nanoTime();
        return queries.regimes()
                .map(rows -> rows.stream()
                        .map(RegimeParameters::terms)
                        .collect(Collectors.toUnmodifiableMap(RegimeTerms::code, Function.identity())))
                // What was read before a change is not to outlive the forgetting that came with it.
                .invoke(all -> remembered.compareAndSet(before, new Remembered(all, asked)));
    }

    /** As the database has them. One round trip. */
    @WithSession
    Uni<List<RegimeTerms>> all() {
        return queries.regimes()
                .map(rows -> rows.stream().map(RegimeParameters::terms).toList());
    }

    /** @throws io.wealthcrm.shared.Problem VERSION_REQUIRED, STALE_VERSION, INVALID_INPUT */
    @WithTransaction
    Uni<RegimeTerms> change(Regime regime, String ifMatch, ObjectNode patch, Caller by) {
        return queries.regime(regime)
                .invoke(row -> Version.require(ifMatch, row.version))
                .invoke(row -> row.change(
                        mergePatch.apply(row.input(), patch, RegimeChange.class).check(regime),
                        by.userId(),
                        clock.instant()))
                .call(() -> audit.record(by.userId(), "REGIME_CHANGED", "REGIME", subject(regime)))
                .call(() -> Db.session().chain(Mutiny.Session::flush))
                .map(RegimeParameters::terms);
    }

    /** Reads them anew when next asked; for after the commit of a change. */
    void forget() {
        remembered.set(nothing());
    }

    private static Remembered nothing() {
        return new Remembered(Map.of(), System.nanoTime() - MOMENT);
    }

    /** The audit names its subjects by UUID; regimes have names, so theirs is made of it. */
    private static UUID subject(Regime regime) {
        return UUID.nameUUIDFromBytes(regime.name().getBytes(StandardCharsets.UTF_8));
    }
}
