package io.wealthcrm.bench;

import java.time.Duration;

/**
 * How long and how hard is measured, {@code -Dbench.*}.
 *
 * @param heat of each JVM before the first measurement; {@code warmUp} before each
 * @param rate requests a second of open loops; 0 for half of what the service did in a closed one
 */
record Settings(
        int customers, int rounds, int connections, Duration heat, Duration warmUp, Duration time, double rate) {
    static Settings given() {
        return new Settings(
                Integer.getInteger("bench.customers", 100_000),
                Integer.getInteger("bench.rounds", 3),
                Integer.getInteger("bench.connections", 16),
                Duration.ofSeconds(Integer.getInteger("bench.heat", 120)),
                Duration.ofSeconds(Integer.getInteger("bench.warmup", 5)),
                Duration.ofSeconds(Integer.getInteger("bench.seconds", 10)),
                Double.parseDouble(System.getProperty("bench.rate", "0")));
    }

    HttpLoad load() {
        return new HttpLoad(connections, warmUp, time);
    }
}
