package io.wealthcrm.team;

import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Rate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The whole team beside the customer's advisor, who leads it and has what the shares leave. @param members empty for none */
record NewTeam(@NotNull @Size(max = 20) List<@NotNull @Valid NewSeat> members) {
    private static final int PLACES = 4;

    /**
     * One member's seat.
     *
     * @param share of new orders, from 0 to 1, four places at most
     * @param until its last day, a business date; null for no end
     */
    record NewSeat(@NotNull UUID personId, @NotNull Rate share, LocalDate until) {}

    List<UUID> people() {
        return members.stream().map(NewSeat::personId).toList();
    }

    /** What can be said without looking at anybody. @throws Problem INVALID_INPUT, TEAM_SHARES_EXCEED */
    void check(LocalDate today) {
        for (int i = 0; i < members.size(); i++) {
            check(members.get(i), "/members/" + i, today);
        }
        if (people().stream().distinct().count() < members.size()) {
            throw Problem.invalid("/members", "UNIQUE", "每人一席 / one seat a person");
        }
        BigDecimal sum = members.stream().map(seat -> seat.share().value()).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.ONE) > 0) {
            throw Problem.of(TeamProblem.TEAM_SHARES_EXCEED, Map.of("sum", sum.toPlainString()));
        }
    }

    private static void check(NewSeat seat, String at, LocalDate today) {
        BigDecimal share = seat.share().value();
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0 || share.scale() > PLACES) {
            throw Problem.invalid(at + "/share", "RANGE", "0 … 1.0000");
        }
        if (seat.until() != null && seat.until().isBefore(today)) {
            throw Problem.invalid(at + "/until", "RANGE", today + " …");
        }
    }
}
