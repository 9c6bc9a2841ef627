package io.wealthcrm.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.shared.Rate;
import io.wealthcrm.team.NewTeam.NewSeat;
import io.wealthcrm.team.Seating.Held;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SeatingTest {
    private final UUID staying = UUID.randomUUID();
    private final UUID going = UUID.randomUUID();
    private final UUID coming = UUID.randomUUID();

    private static Held held(UUID person, String share, boolean current) {
        return new Held(UUID.randomUUID(), person, Rate.of(share), null, current);
    }

    private static NewSeat asked(UUID person, String share) {
        return new NewSeat(person, Rate.of(share), null);
    }

    @Test
    void whoStaysAsTheyAreKeepsTheirRow() {
        Held kept = held(staying, "0.3000", true);
        Held ended = held(going, "0.2000", true);
        Seating seating =
                new Seating(List.of(kept, ended), new NewTeam(List.of(asked(staying, "0.3"), asked(coming, "0.1"))));

        assertThat(seating.ended()).containsExactly(ended.id());
        assertThat(seating.given()).extracting(NewSeat::personId).containsExactly(coming);
        assertThat(seating.joined()).containsExactly(coming);
        assertThat(seating.left()).containsExactly(going);
    }

    @Test
    void anotherShareIsANewRowOfWhoNeitherComesNorGoes() {
        Held before = held(staying, "0.3000", true);
        Seating seating = new Seating(List.of(before), new NewTeam(List.of(asked(staying, "0.4"))));

        assertThat(seating.ended()).containsExactly(before.id());
        assertThat(seating.given()).hasSize(1);
        assertThat(seating.joined()).isEmpty();
        assertThat(seating.left()).isEmpty();
    }

    @Test
    void whatIsInForceNoMoreEndsAndWhoHadItJoins() {
        Held lapsed = held(staying, "0.3000", false);
        Seating seating = new Seating(List.of(lapsed), new NewTeam(List.of(asked(staying, "0.3"))));

        assertThat(seating.ended()).containsExactly(lapsed.id());
        assertThat(seating.joined()).containsExactly(staying);
        assertThat(seating.left()).isEmpty();
    }
}
