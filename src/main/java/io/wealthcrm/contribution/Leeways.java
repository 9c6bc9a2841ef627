package io.wealthcrm.contribution;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Rate;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which part of a fee may be waived for which customers: a table that finance and the executives edit as a whole. */
@ApplicationScoped
class Leeways {
    /** The audit names its subjects by UUID; there is only one such table. */
    private static final UUID SUBJECT = UUID.nameUUIDFromBytes("DISCOUNT_LEEWAYS".getBytes(StandardCharsets.UTF_8));

    private static final String CURRENT =
            """
            select version, level, from_assets, from_contribution, leeway, changed_by, changed_at from discount_leeways
             where version = (select max(version) from discount_leeways) order by level""";

    private static final String ADD =
            """
            insert into discount_leeways (version, level, from_assets, from_contribution, leeway, changed_by, changed_at)
            select ?1, given.level, given.assets, given.contribution, given.leeway, ?5, ?6
              from unnest(cast(string_to_array(?2, ',') as numeric[]), cast(string_to_array(?3, ',') as numeric[]),
                          cast(string_to_array(?4, ',') as numeric[]))
                   with ordinality as given (assets, contribution, leeway, level)""";

    private final Recomputations recomputations;
    private final Audit audit;
    private final Clock clock;

    Leeways(Recomputations recomputations, Audit audit, Clock clock) {
        this.recomputations = recomputations;
        this.audit = audit;
        this.clock = clock;
    }

    record Row(
            long version,
            int level,
            BigDecimal fromAssets,
            BigDecimal fromContribution,
            BigDecimal leeway,
            UUID changedBy,
            Instant changedAt) {}

    @WithSession
    Uni<LeewayTable> current() {
        return rows().map(Leeways::table);
    }

    /**
     * Replaces the table and has all customers worked out by it.
     *
     * @throws Problem VERSION_REQUIRED, STALE_VERSION, INVALID_INPUT
     */
    @WithTransaction
    Uni<LeewayTable> replace(String ifMatch, List<LeewayLevel> levels, Caller by) {
        LeewayTable.requireRising(levels);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return rows().map(rows -> rows.get(0).version())
                .invoke(version -> Version.require(ifMatch, version))
                .map(version -> new LeewayTable(version + 1, levels, by.userId(), now))
                .call(this::store)
                .call(() -> audit.record(by.userId(), "DISCOUNT_LEEWAYS_CHANGED", "DISCOUNT_LEEWAYS", SUBJECT))
                .call(() -> recomputations.ask(by));
    }

    private Uni<Integer> store(LeewayTable table) {
        return Db.execute(
                        ADD,
                        table.version(),
                        joined(table, level -> level.fromAssets().amount()),
                        joined(table, level -> level.fromContribution().amount()),
                        joined(table, level -> level.leeway().value()),
                        table.changedBy(),
                        table.changedAt())
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "discount_leeways_pkey"))
                .transform(failure -> Problem.of(CommonProblem.STALE_VERSION));
    }

    private static Uni<List<Row>> rows() {
        return Db.select(Row.class, CURRENT);
    }

    private static LeewayTable table(List<Row> rows) {
        Row first = rows.get(0);
        List<LeewayLevel> levels = rows.stream()
                .map(row -> new LeewayLevel(
                        Money.of(row.fromAssets()), Money.of(row.fromContribution()), Rate.of(row.leeway())))
                .toList();
        return new LeewayTable(first.version(), levels, first.changedBy(), first.changedAt());
    }

    private static String joined(LeewayTable table, Function<LeewayLevel, BigDecimal> number) {
        return table.levels().stream()
                .map(number)
                .map(BigDecimal::toPlainString)
                .collect(Collectors.joining(","));
    }
}
