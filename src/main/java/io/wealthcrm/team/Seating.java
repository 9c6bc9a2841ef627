package io.wealthcrm.team;

import io.wealthcrm.shared.Rate;
import io.wealthcrm.team.NewTeam.NewSeat;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What has to happen for a team to become what is asked for: a seat that stays as it is keeps its row. */
final class Seating {
    private final List<Held> held;
    private final List<NewSeat> asked;

    Seating(List<Held> held, NewTeam asked) {
        this.held = held;
        this.asked = asked.members();
    }

    /** A seat nobody has ended. @param current whether it is in force: of the lead of now, and its last day is not over */
    record Held(UUID id, UUID personId, Rate share, LocalDate until, boolean current) {
        boolean is(NewSeat seat) {
            return current
                    && personId.equals(seat.personId())
                    && share.value().compareTo(seat.share().value()) == 0
                    && Objects.equals(until, seat.until());
        }
    }

    /** Rows that end: of who goes, who gets another share, and what is in force no more. */
    List<UUID> ended() {
        return held.stream()
                .filter(seat -> asked.stream().noneMatch(seat::is))
                .map(Held::id)
                .toList();
    }

    /** Seats that are new, or otherwise than they were. */
    List<NewSeat> given() {
        return asked.stream()
                .filter(seat -> held.stream().noneMatch(had -> had.is(seat)))
                .toList();
    }

    List<UUID> joined() {
        Set<UUID> before = sitting();
        return asked.stream()
                .map(NewSeat::personId)
                .filter(person -> !before.contains(person))
                .toList();
    }

    List<UUID> left() {
        Set<UUID> after = asked.stream().map(NewSeat::personId).collect(Collectors.toSet());
        return sitting().stream().filter(person -> !after.contains(person)).toList();
    }

    private Set<UUID> sitting() {
        return held.stream().filter(Held::current).map(Held::personId).collect(Collectors.toSet());
    }
}
