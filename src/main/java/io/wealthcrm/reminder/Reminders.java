package io.wealthcrm.reminder;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The daily scan, in rounds: each rule in force that is behind today is scanned in a transaction of its own. A rule that fails
 * keeps none of the others, and is behind until a later round succeeds. A round that runs again, or again after a crash, adds
 * nothing that is there already; days on which nobody scanned are made up for.
 */
@ApplicationScoped
public class Reminders {
    private static final String REMEMBER =
            """
            insert into reminder_scans as s (business_date, scanned_at, made) values (?1, cast(?2 as timestamptz), ?3)
            on conflict (business_date) do update set scanned_at = excluded.scanned_at, made = s.made + excluded.made""";

    private final ScannedDays scanned;
    private final RuleScan rules;
    private final Clock clock;
    private final ZoneId zone;

    Reminders(ScannedDays scanned, RuleScan rules, Clock clock, WealthConfig config) {
        this.scanned = scanned;
        this.rules = rules;
        this.clock = clock;
        this.zone = config.zone();
    }

    /**
     * Scans every day since the last one scanned, and today again. Opens its own transactions: not to be called in one.
     *
     * @return how many notifications are new, without those of rules that failed
     */
    public Uni<Integer> scan() {
        return round(true);
    }

    /** As {@link #scan()}, but only the rules that have not been scanned through today, by whichever node. */
    Uni<Integer> scanBehind() {
        return round(false);
    }

    /** The firm's business date. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private Uni<Integer> round(boolean again) {
        LocalDate today = today();
        return Panache.withTransaction(() -> scanned.begin(today).chain(() -> scanned.behind(today, again)))
                .chain(behind -> behind.isEmpty() ? Uni.createFrom().item(0) : scan(behind, today, again));
    }

    private Uni<Integer> scan(List<RuleKind> behind, LocalDate today, boolean again) {
        return Multi.createFrom()
                .iterable(behind)
                .onItem()
                .transformToUniAndConcatenate(kind -> rules.attempt(kind, today, again))
                .collect()
                .with(Collectors.summingInt(made -> made))
                .call(made -> Panache.withTransaction(() -> Db.execute(REMEMBER, today, clock.instant(), made)));
    }
}
