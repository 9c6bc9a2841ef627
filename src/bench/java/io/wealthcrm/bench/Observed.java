package io.wealthcrm.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Watches processes while something is measured: who spends the processors, and how much of them is others'. */
public final class Observed {
    private final Map<String, Long> pids;
    private Map<String, Double> before = Map.of();
    private Machine.Processors machine = new Machine.Processors(0, 0);
    private long began;

    /** @param pids of the processes that count, by what the report calls them */
    public Observed(Map<String, Long> pids) {
        this.pids = new LinkedHashMap<>(pids);
    }

    /** The same, and one process more. */
    public Observed with(String who, long pid) {
        Observed more = new Observed(pids);
        more.pids.put(who, pid);
        return more;
    }

    public void begin() {
        before = spent();
        machine = Machine.processors();
        began = System.nanoTime();
    }

    /** What was done since then; to be asked for while the processes still run. */
    public Round end(long done, long failed, double bytes) {
        double seconds = (System.nanoTime() - began) / 1e9;
        Machine.Processors now = Machine.processors();
        Map<String, Double> cpu = new LinkedHashMap<>();
        spent().forEach((who, spent) -> cpu.put(who, spent - before.get(who)));
        double counted = cpu.values().stream().mapToDouble(Double::doubleValue).sum();
        double foreign = (now.busy() - machine.busy() - counted) / Math.max(0.01, now.all() - machine.all());
        return new Round(done, failed, seconds, cpu, Math.max(0, foreign), bytes);
    }

    /** Of all of them, in megabytes. */
    public double memory() {
        return pids.values().stream().mapToDouble(Machine::memory).sum();
    }

    private Map<String, Double> spent() {
        Map<String, Double> spent = new LinkedHashMap<>();
        pids.forEach((who, pid) -> spent.put(who, Machine.cpu(pid)));
        return spent;
    }
}
