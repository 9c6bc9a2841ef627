package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.UUID;

/** Who came into rooms of an advisor's customers by covering the advisor (代管) reads on in none of them once that is over. */
@ApplicationScoped
public class CoverRooms {
    private final Succession succession;

    CoverRooms(Succession succession) {
        this.succession = succession;
    }

    /** Rooms of customers whom the person reaches otherwise are kept. Joins the transaction. */
    public Uni<Void> leave(UUID covered, UUID cover, LocalDate today) {
        return succession.unseatUncovered(covered, cover, today);
    }
}
