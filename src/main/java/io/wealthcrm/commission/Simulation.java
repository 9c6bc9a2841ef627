package io.wealthcrm.commission;

import io.wealthcrm.shared.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Past months under a version that may be a draft still, beside what the versions in force give.
 *
 * @param from {@code 2026-01}, the first month
 * @param to the last month
 * @param gaining how many people earn more
 * @param losing how many people earn less
 * @param people whoever sold or led in the time, the greatest loss first
 */
record Simulation(
        UUID planVersionId,
        String from,
        String to,
        Money current,
        Money simulated,
        Money difference,
        long gaining,
        long losing,
        List<Outcome> people) {

    /** What one person has now, would have, and the change. */
    record Outcome(UUID personId, String personName, Money current, Money simulated, Money difference) {}

    /** What a person earns in one month under one version. */
    record Earned(UUID personId, String personName, BigDecimal amount) {}

    static Simulation of(UUID versionId, String from, String to, List<Earned> current, List<Earned> simulated) {
        List<Outcome> people = outcomes(sums(current), sums(simulated), names(current, simulated));
        return new Simulation(
                versionId,
                from,
                to,
                sum(people.stream().map(Outcome::current).toList()),
                sum(people.stream().map(Outcome::simulated).toList()),
                sum(people.stream().map(Outcome::difference).toList()),
                people.stream().filter(outcome -> sign(outcome) > 0).count(),
                people.stream().filter(outcome -> sign(outcome) < 0).count(),
                people);
    }

    private static List<Outcome> outcomes(
            Map<UUID, BigDecimal> current, Map<UUID, BigDecimal> simulated, Map<UUID, String> names) {
        List<Outcome> people = new ArrayList<>();
        names.forEach((person, name) -> {
            BigDecimal now = current.getOrDefault(person, BigDecimal.ZERO);
            BigDecimal then = simulated.getOrDefault(person, BigDecimal.ZERO);
            people.add(new Outcome(person, name, Money.of(now), Money.of(then), Money.of(then.subtract(now))));
        });
        people.sort(Comparator.comparing(Outcome::difference).thenComparing(Outcome::personId));
        return List.copyOf(people);
    }

    private static Map<UUID, BigDecimal> sums(List<Earned> earned) {
        Map<UUID, BigDecimal> sums = new HashMap<>();
        earned.forEach(each -> sums.merge(each.personId(), each.amount(), BigDecimal::add));
        return sums;
    }

    private static Map<UUID, String> names(List<Earned> current, List<Earned> simulated) {
        Map<UUID, String> names = new HashMap<>();
        current.forEach(each -> names.put(each.personId(), each.personName()));
        simulated.forEach(each -> names.put(each.personId(), each.personName()));
        return names;
    }

    private static Money sum(List<Money> amounts) {
        return Money.of(amounts.stream().map(Money::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static int sign(Outcome outcome) {
        return outcome.difference().amount().signum();
    }
}
