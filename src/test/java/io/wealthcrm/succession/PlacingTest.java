package io.wealthcrm.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.customer.Tier;
import io.wealthcrm.shared.Problem;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlacingTest {
    private static final UUID UNIT = new UUID(9, 9);

    private final Candidate near = candidate(1, true, 10, "上海");
    private final Candidate far = candidate(2, false, 10, "北京");

    private static Candidate candidate(int id, boolean near, long room, String... cities) {
        return new Candidate(new UUID(1, id), "经理" + id, UNIT, false, near, room, Set.of(cities));
    }

    private static Served customer(int id, Tier tier, int assets, String city) {
        return new Served(new UUID(2, id), UNIT, UNIT, null, city, tier, BigDecimal.valueOf(assets), 0);
    }

    private static Heir any(Candidate candidate) {
        return new Heir(candidate.id(), null, null, null, null);
    }

    private static Placing place(List<Served> customers, List<Heir> heirs, Candidate... candidates) {
        return Placing.of(
                customers,
                heirs,
                Arrays.stream(candidates).collect(Collectors.toMap(Candidate::id, Function.identity())));
    }

    @Test
    void theSameUnitComesFirstAndTheHighestTierGetsThere() {
        Candidate one = candidate(1, true, 1);
        Served gold = customer(1, Tier.GOLD, 5, "上海");
        Served diamond = customer(2, Tier.DIAMOND, 1, "上海");

        var placed = place(List.of(gold, diamond), List.of(any(far), any(one)), far, one)
                .placed();

        assertThat(placed).isEqualTo(Map.of(diamond, one, gold, far));
    }

    @Test
    void ofOneUnitWhoServesTheCityComesFirstThenWhoseRoomIsFilledLeast() {
        Candidate local = candidate(3, true, 10, "北京");
        Candidate large = candidate(4, true, 30);
        Served inBeijing = customer(1, Tier.GOLD, 5, "北京");
        Served nowhere = customer(2, Tier.GOLD, 4, null);
        Served nowhereElse = customer(3, Tier.GOLD, 3, null);

        var placed = place(List.of(inBeijing, nowhere, nowhereElse), List.of(any(local), any(large)), local, large)
                .placed();

        assertThat(placed).isEqualTo(Map.of(inBeijing, local, nowhere, large, nowhereElse, large));
    }

    @Test
    void whoIsNamedGoesThereFirstAndTakesUpRoom() {
        Candidate one = candidate(1, true, 1);
        Served named = customer(1, Tier.STANDARD, 0, null);
        Served better = customer(2, Tier.DIAMOND, 9, null);

        Placing placing =
                place(List.of(better, named), List.of(new Heir(one.id(), Set.of(named.id()), null, null, null)), one);

        assertThat(placing.placed()).isEqualTo(Map.of(named, one));
        assertThat(placing.unplaced()).containsExactly(better);
        assertThat(placing.left()).isEqualTo(Map.of(one.id(), 0L));
    }

    @Test
    void nobodyTakesMoreThanSaidNorWhatWasNotSaid() {
        Served gold = customer(1, Tier.GOLD, 5, "上海");
        Served second = customer(2, Tier.GOLD, 4, "上海");
        Served elsewhere = customer(3, Tier.GOLD, 9, "北京");
        Heir choosy = new Heir(near.id(), null, Set.of(Tier.GOLD), Set.of("上海"), 1);

        Placing placing = place(List.of(gold, second, elsewhere), List.of(choosy), near);

        assertThat(placing.placed()).isEqualTo(Map.of(gold, near));
        assertThat(placing.unplaced()).containsExactly(elsewhere, second);
    }

    @Test
    void strangersAndMoreThanThereIsRoomForAreRefused() {
        Candidate full = candidate(1, true, 0);
        Served customer = customer(1, Tier.GOLD, 5, null);
        Heir heir = new Heir(full.id(), Set.of(customer.id()), null, null, null);

        assertThatThrownBy(() -> place(List.of(customer), List.of(heir), full))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                        .isEqualTo(SuccessionProblem.CAPACITY_EXCEEDED));
        assertThatThrownBy(() -> place(List.of(), List.of(heir), full))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                        .isEqualTo(SuccessionProblem.NOT_THEIR_CUSTOMER));
    }
}
