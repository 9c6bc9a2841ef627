package io.wealthcrm.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.settlement.Allotment.Weight;
import io.wealthcrm.shared.DayCount;
import io.wealthcrm.testing.OnSharedService;
import io.wealthcrm.testing.Service;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The statements that work on many rows at once say what the Java code says. */
@OnSharedService
class SetBasedResourceTest {
    private static final int ROWS = 100_000;

    private final Service service;
    private final Desk desk;

    SetBasedResourceTest(Service service) {
        this.service = service;
        desk = Desk.at(service);
    }

    @Test
    void divisionIsBigDecimals() throws SQLException {
        Random random = new Random(3);
        BigDecimal[] dividends = new BigDecimal[ROWS];
        BigDecimal[] divisors = new BigDecimal[ROWS];
        for (int i = 0; i < ROWS; i++) {
            dividends[i] = BigDecimal.valueOf(random.nextLong(1L << (1 + random.nextInt(60))), random.nextInt(5));
            // Small divisors make exact halves common.
            divisors[i] = BigDecimal.valueOf(1 + random.nextLong(1L << (1 + random.nextInt(30))), random.nextInt(5));
        }
        for (int places : new int[] {2, 4}) {
            List<String> quotients = column(
                    "select divide_half_even(a, b, " + places
                            + ") from unnest(cast(? as numeric[]), cast(? as numeric[])) with ordinality as t (a, b, i) order by i",
                    "numeric",
                    dividends,
                    divisors);
            for (int i = 0; i < ROWS; i++) {
                BigDecimal exact = dividends[i].divide(divisors[i], places, RoundingMode.HALF_EVEN);
                if (!quotients.get(i).equals(exact.toPlainString())) {
                    throw new AssertionError(dividends[i] + " / " + divisors[i] + " = " + quotients.get(i));
                }
            }
        }
    }

    @Test
    void dayCountsAreTheEnums() throws SQLException {
        Random random = new Random(4);
        String[] from = new String[ROWS];
        String[] to = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            LocalDate first = LocalDate.of(1990, 1, 1).plusDays(random.nextInt(25_000));
            from[i] = first.toString();
            to[i] = first.plusDays(random.nextInt(12_000)).toString();
        }
        for (DayCount dayCount : DayCount.values()) {
            List<String> days = column(
                    "select day_count_days('" + dayCount
                            + "', a, b) from unnest(cast(? as date[]), cast(? as date[])) with ordinality as t (a, b, i) order by i",
                    "text",
                    from,
                    to);
            for (int i = 0; i < ROWS; i++) {
                long expected = dayCount.days(LocalDate.parse(from[i]), LocalDate.parse(to[i]));
                if (Long.parseLong(days.get(i)) != expected) {
                    throw new AssertionError(dayCount + " " + from[i] + " " + to[i] + " = " + days.get(i));
                }
            }
        }
    }

    @Test
    void allotmentsAreTheSame() throws SQLException {
        UUID product = desk.fund();
        for (int i = 0; i < 12; i++) {
            desk.holding(product, (1 + i % 4) + "000000.00");
        }
        Random random = new Random(6);
        for (int i = 0; i < 100; i++) {
            desk.firm.execute(
                    "update holdings set shares = case when random() < 0.5 then 1 + floor(random() * 3) else 1 + random() * 1e6 end where product_id = ?",
                    product);
            BigDecimal total = BigDecimal.valueOf(random.nextLong(1L << (1 + random.nextInt(50))), 2);
            assertThat(bySql(product, total)).isEqualTo(Allotment.split(total, weights(product)));
        }
    }

    private List<Weight> weights(UUID product) throws SQLException {
        List<Weight> weights = new ArrayList<>();
        try (Connection connection = service.jdbc();
                var statement = connection.prepareStatement("select id, shares from holdings where product_id = ?")) {
            statement.setObject(1, product);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    weights.add(new Weight(rows.getObject(1, UUID.class), rows.getBigDecimal(2)));
                }
            }
        }
        return weights;
    }

    private Map<UUID, BigDecimal> bySql(UUID product, BigDecimal total) throws SQLException {
        String sql = (DistributionSql.GIVEN.formatted(DistributionSql.DIVIDEND) + "select holding_id, amount from due")
                .replace("?1", "'" + product + "'")
                .replace("?2", "'2030-01-01'")
                .replace("?6", total.toPlainString())
                .replaceAll("\\?\\d", "null");
        Map<UUID, BigDecimal> parts = new HashMap<>();
        try (Connection connection = service.jdbc();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                parts.put(rows.getObject(1, UUID.class), rows.getBigDecimal(2).setScale(2));
            }
        }
        return parts;
    }

    private List<String> column(String sql, String type, Object[]... parameters) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = service.jdbc();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setArray(i + 1, connection.createArrayOf(type, parameters[i]));
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
        }
        return values;
    }
}
