package io.wealthcrm.settlement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Splits an amount by weights to the cent, so that the parts sum exactly to it: each part is rounded half-even; the cents
 * that are then missing go to the parts rounded down the most, the cents too many are taken from those rounded up the most
 * (largest remainder, 最大余数法), ties in the order of ids. So no part is a cent or more away from its exact share, and the
 * order of the input does not matter. {@link DistributionSql#DIVIDEND} is the same as a statement.
 */
final class Allotment {
    private static final Comparator<UUID> BY_ID = (one, other) -> {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };

    /** A weight, not negative, of any number of places. */
    record Weight(UUID id, BigDecimal weight) {}

    /** A part in cents, and how far it was rounded down, in units of 1/sum of weights. */
    private record Share(UUID id, BigInteger cents, BigInteger error) {}

    private Allotment() {}

    /**
     * @param total not negative, at most two places
     * @param weights of distinct ids; at least one is above zero
     */
    static Map<UUID, BigDecimal> split(BigDecimal total, List<Weight> weights) {
        BigInteger cents = total.movePointRight(2).toBigIntegerExact();
        int places = weights.stream().mapToInt(w -> w.weight().scale()).max().orElse(0);
        List<BigInteger> units = weights.stream()
                .map(w -> w.weight().setScale(Math.max(places, 0)).unscaledValue())
                .toList();
        BigInteger sum = units.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() <= 0 || cents.signum() < 0 || units.stream().anyMatch(unit -> unit.signum() < 0)) {
            throw new IllegalArgumentException("weights and total must not be negative, nor all weights zero");
        }
        List<Share> shares = new ArrayList<>(weights.size());
        for (int i = 0; i < weights.size(); i++) {
            shares.add(share(weights.get(i).id(), cents.multiply(units.get(i)), sum));
        }
        return corrected(shares, cents);
    }

    private static Share share(UUID id, BigInteger dividend, BigInteger divisor) {
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        int half = parts[1].shiftLeft(1).compareTo(divisor);
        boolean up = half > 0 || half == 0 && parts[0].testBit(0);
        return up
                ? new Share(id, parts[0].add(BigInteger.ONE), parts[1].subtract(divisor))
                : new Share(id, parts[0], parts[1]);
    }

    private static Map<UUID, BigDecimal> corrected(List<Share> shares, BigInteger total) {
        Map<UUID, BigDecimal> parts = new HashMap<>();
        BigInteger sum = BigInteger.ZERO;
        for (Share share : shares) {
            parts.put(share.id(), new BigDecimal(share.cents(), 2));
            sum = sum.add(share.cents());
        }
        int missing = total.subtract(sum).intValueExact();
        if (missing == 0) {
            return parts;
        }
        Comparator<Share> byError = Comparator.comparing(Share::error);
        BigDecimal cent = new BigDecimal(BigInteger.valueOf(Integer.signum(missing)), 2);
        shares.stream()
                .sorted((missing > 0 ? byError.reversed() : byError).thenComparing(Share::id, BY_ID))
                .limit(Math.abs(missing))
                .forEach(share -> parts.merge(share.id(), cent, BigDecimal::add));
        return parts;
    }
}
