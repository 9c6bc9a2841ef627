package io.wealthcrm.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.settlement.Allotment.Weight;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AllotmentTest {
    private static final BigDecimal CENT = new BigDecimal("0.01");

    @Test
    void splitsByHand() {
        // 100.00 by 1:1:1 — 33.333… each; the cent missing goes to the lowest id of equal remainders
        assertThat(split("100.00", "1", "1", "1")).containsExactly("33.34", "33.33", "33.33");
        // 0.05 by 1:1 — 2.5 cents each round to the even 2; the cent missing goes to the lower id
        assertThat(split("0.05", "1", "1")).containsExactly("0.03", "0.02");
        // 0.03 by 1:1 — 1.5 cents each round to the even 2; the cent too many is taken from the lower id
        assertThat(split("0.03", "1", "1")).containsExactly("0.01", "0.02");
        // 10.00 by 5:3:2 needs no rounding, and a weight of zero gets nothing
        assertThat(split("10.00", "5", "3", "2", "0")).containsExactly("5.00", "3.00", "2.00", "0.00");
        // 0.02 by 1:1:1 — two thirds of a cent each; three rounded up are one too many
        assertThat(split("0.02", "1", "1", "1")).containsExactly("0.00", "0.01", "0.01");
    }

    @Test
    void refusesWhatCannotBeSplit() {
        assertThatThrownBy(() -> split("1.00", "0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> split("1.00", "2", "-1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> split("-1.00", "2")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> split("1.001", "2")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aMillionAllotmentsSumExactly() {
        Random random = new Random(11);
        for (int i = 0; i < 1_000_000; i++) {
            List<Weight> weights = weights(random, 1 + random.nextInt(5));
            BigDecimal total = BigDecimal.valueOf(random.nextLong(1L << (1 + random.nextInt(50))), 2);
            BigDecimal sum = BigDecimal.ZERO;
            for (BigDecimal part : Allotment.split(total, weights).values()) {
                sum = sum.add(part);
            }
            if (sum.compareTo(total) != 0) {
                throw new AssertionError(total + " was split into " + sum + " by " + weights);
            }
        }
    }

    @Test
    void noPartIsACentOrMoreOffAndTheOrderDoesNotMatter() {
        Random random = new Random(12);
        for (int i = 0; i < 20_000; i++) {
            List<Weight> weights = weights(random, 1 + random.nextInt(20));
            BigDecimal total = BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 2);
            Map<UUID, BigDecimal> parts = Allotment.split(total, weights);
            List<Weight> shuffled = new ArrayList<>(weights);
            Collections.shuffle(shuffled, random);
            assertThat(Allotment.split(total, shuffled)).isEqualTo(parts);
            BigDecimal sum = weights.stream().map(Weight::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
            for (Weight weight : weights) {
                BigDecimal exact = total.multiply(weight.weight()).divide(sum, MathContext.DECIMAL128);
                assertThat(parts.get(weight.id()).subtract(exact).abs()).isLessThan(CENT);
            }
        }
    }

    private static List<String> split(String total, String... weights) {
        List<Weight> given = new ArrayList<>();
        for (String weight : weights) {
            given.add(new Weight(new UUID(1, given.size()), new BigDecimal(weight)));
        }
        Map<UUID, BigDecimal> parts = Allotment.split(new BigDecimal(total), given);
        return given.stream()
                .map(weight -> parts.get(weight.id()).toPlainString())
                .toList();
    }

    private static List<Weight> weights(Random random, int count) {
        List<Weight> weights = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            // Few different weights, so that ties are common.
            long units = random.nextBoolean() ? 1 + random.nextInt(3) : 1 + random.nextLong(10_000_000_000L);
            weights.add(new Weight(new UUID(random.nextLong(), random.nextLong()), BigDecimal.valueOf(units, 4)));
        }
        return weights;
    }
}
