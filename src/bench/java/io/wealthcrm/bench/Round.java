package io.wealthcrm.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One measurement of one contender.
 *
 * @param done requests answered well; {@code failed} the others: not 2xx, cut off, never answered
 * @param seconds of measuring, after the warm-up
 * @param cpu processor seconds meanwhile, by who spent them
 * @param foreign part of the machine that others took meanwhile, 0…1
 * @param bytes of an answer with its headers, on average; 0 where there is none
 */
public record Round(long done, long failed, double seconds, Map<String, Double> cpu, double foreign, double bytes) {
    /** Nothing could be measured. */
    static final Round NONE = new Round(0, 0, 1, Map.of(), 0, 0);

    public double perSecond() {
        return done / seconds;
    }

    /** Microseconds of processor time for each request done. */
    double micros(String who) {
        return cpu.getOrDefault(who, 0.0) * 1e6 / Math.max(1, done);
    }

    /** Who did the work: the first that was watched. */
    String server() {
        return cpu.keySet().iterator().next();
    }

    public static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        List<Double> sorted = rounds.stream()
                .map(figure::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    /** Microseconds of processor time for each request done, the median. */
    public static String micros(List<Round> rounds, String who) {
        return String.format(Locale.ROOT, "%.1f", median(rounds, round -> round.micros(who)));
    }

    /** Others' part of the machine, the median. */
    public static String foreign(List<Round> rounds) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * median(rounds, Round::foreign));
    }
}
