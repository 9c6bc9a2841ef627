package io.wealthcrm.succession;

import io.wealthcrm.shared.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Who gets which customer, always the same for the same input. Who is named goes where they are named for; all others, the highest tier
 * and largest assets first, to whoever takes such and has room: one of the same unit before others, one who serves customers in
 * the same city before others, and of equals the one whose room is filled least.
 */
final class Placing {
    private final List<Seat> seats;
    private final Map<Served, Candidate> placed = new LinkedHashMap<>();
    private final List<Served> unplaced = new ArrayList<>();

    private Placing(List<Seat> seats) {
        this.seats = seats;
    }

    /** Somebody's room as it fills. */
    private static final class Seat {
        private final Heir heir;
        private final Candidate candidate;
        private final long room;
        private long taken;

        Seat(Heir heir, Candidate candidate) {
            this.heir = heir;
            this.candidate = candidate;
            this.room = heir.capacity() == null ? candidate.room() : Math.min(candidate.room(), heir.capacity());
        }

        boolean hasRoomFor(Served customer) {
            return taken < room && heir.takes(customer);
        }

        boolean knows(Served customer) {
            return customer.city() != null && candidate.cities().contains(customer.city());
        }

        /** Whether this one comes before the other for the customer; of equals the one listed first does. */
        boolean before(Seat other, Served customer) {
            if (candidate.near() != other.candidate.near()) {
                return candidate.near();
            }
            if (knows(customer) != other.knows(customer)) {
                return knows(customer);
            }
            return taken * other.room < other.taken * room;
        }
    }

    /**
     * @param heirs each with a candidate of the same id
     * @throws Problem NOT_THEIR_CUSTOMER, CAPACITY_EXCEEDED for customers named
     */
    static Placing of(List<Served> customers, List<Heir> heirs, Map<UUID, Candidate> candidates) {
        Placing placing = new Placing(heirs.stream()
                .map(heir -> new Seat(heir, candidates.get(heir.advisorId())))
                .toList());
        Map<UUID, Served> open = new LinkedHashMap<>();
        customers.stream().sorted(Served.FIRST).forEach(customer -> open.put(customer.id(), customer));
        placing.seats.forEach(seat -> placing.takeNamed(seat, open));
        open.values().forEach(placing::place);
        return placing;
    }

    private void takeNamed(Seat seat, Map<UUID, Served> open) {
        if (seat.heir.customerIds() == null) {
            return;
        }
        for (UUID id : seat.heir.customerIds()) {
            Served customer = open.remove(id);
            if (customer == null) {
                throw Problem.of(SuccessionProblem.NOT_THEIR_CUSTOMER, Map.of("customerId", id));
            }
            put(seat, customer);
        }
        if (seat.taken > seat.room) {
            throw Problem.of(
                    SuccessionProblem.CAPACITY_EXCEEDED,
                    Map.of("advisorId", seat.candidate.id(), "asked", seat.taken, "capacityLeft", seat.room));
        }
    }

    private void place(Served customer) {
        Seat best = null;
        for (Seat seat : seats) {
            if (seat.hasRoomFor(customer) && (best == null || seat.before(best, customer))) {
                best = seat;
            }
        }
        if (best == null) {
            unplaced.add(customer);
        } else {
            put(best, customer);
        }
    }

    private void put(Seat seat, Served customer) {
        seat.taken++;
        placed.put(customer, seat.candidate);
    }

    /** The customers who have somebody. */
    Map<Served, Candidate> placed() {
        return placed;
    }

    /** Those nobody takes, or has room for, in the order they would have been placed. */
    List<Served> unplaced() {
        return unplaced;
    }

    /** What is left of each one's room. */
    Map<UUID, Long> left() {
        Map<UUID, Long> left = new HashMap<>();
        seats.forEach(seat -> left.put(seat.candidate.id(), seat.candidate.room() - seat.taken));
        return left;
    }
}
