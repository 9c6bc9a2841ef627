package io.wealthcrm.customer;

import io.wealthcrm.bench.Report;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What an advisor and an executive wait for among 10,000 customers and among a million (ten million lines of timeline): one
 * request after the other, through HTTP, of both firms by turns. And what the searches of them cost in the database by its
 * own log.
 */
class CustomerBench {
    private static final int FEW = 10_000;
    private static final int MANY = Integer.getInteger("bench.customers", 1_000_000);

    /** Of each request and firm. */
    private static final int CALLS = Integer.getInteger("bench.calls", 1_000);

    /** Asked of one firm before it is the other's turn: whatever else the machine does meets both. */
    private static final int TURN = 50;

    /** Seconds; with fewer the compiler is measured. */
    private static final int HEAT = Integer.getInteger("bench.heat", 120);

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void aMillionCustomersBesideTenThousand() throws Exception {
        try (MeasuredFirm few = MeasuredFirm.of(FEW);
                MeasuredFirm many = MeasuredFirm.of(MANY)) {
            few.heat(HEAT);
            many.heat(HEAT);
            Report report = Report.on(
                    many.service(),
                    Report.given(),
                    "customers",
                    "request",
                    "p50 of " + FEW,
                    "p99",
                    "p50 of " + MANY,
                    "p99",
                    "p99 ratio",
                    "p99 in the database",
                    "of " + MANY);
            Map<String, Times> searches = new LinkedHashMap<>();
            for (String what : few.requests()) {
                Times times = compare(report, what, few, many);
                if (what.startsWith(MeasuredFirm.SEARCH)) {
                    searches.merge(what.substring(what.indexOf(',')), times, Times::and);
                }
            }
            searches.forEach((who, times) -> report.add(times.row("search, all three" + who, "", "")));
            new WholeFirmJobs(few.service(), FEW).run();
            new WholeFirmJobs(many.service(), MANY).run();
        }
    }

    private static Times compare(Report report, String what, MeasuredFirm few, MeasuredFirm many) throws Exception {
        int calls = Math.min(few.most(what, CALLS), many.most(what, CALLS));
        Times times = new Times(new double[calls], new double[calls]);
        for (int done = 0; done < calls; done += TURN) {
            int turn = Math.min(TURN, calls - done);
            few.ask(what, times.few(), done, turn);
            many.ask(what, times.many(), done, turn);
        }
        report.add(times.row(
                what, millis(few.inDatabase(what, calls / 4), 0.99), millis(many.inDatabase(what, calls / 4), 0.99)));
        return times;
    }

    /** Milliseconds of the one firm and the other. */
    private record Times(double[] few, double[] many) {
        Times and(Times more) {
            return new Times(joined(few, more.few), joined(many, more.many));
        }

        private static double[] joined(double[] some, double[] more) {
            return DoubleStream.concat(Arrays.stream(some), Arrays.stream(more)).toArray();
        }

        String[] row(String what, String fewInDatabase, String manyInDatabase) {
            return new String[] {
                what,
                millis(few, 0.5),
                millis(few, 0.99),
                millis(many, 0.5),
                millis(many, 0.99),
                String.format(Locale.ROOT, "%.2f", quantile(many, 0.99) / quantile(few, 0.99)),
                fewInDatabase,
                manyInDatabase
            };
        }
    }

    /** Of milliseconds; zero of none. */
    private static double quantile(double[] times, double part) {
        double[] sorted = Arrays.stream(times).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, Math.round(part * sorted.length))];
    }

    private static String millis(double[] times, double part) {
        return times.length == 0 ? "" : String.format(Locale.ROOT, "%.1f ms", quantile(times, part));
    }
}
