package io.wealthcrm.settlement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A voucher made by hand (手工凭证), such as income that reached a product's account. */
record NewEntry(
        @NotNull LocalDate bookedOn,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotBlank @Size(max = 200) String note,
        @NotNull @Size(min = 2, max = 100) List<@Valid @NotNull NewLine> lines) {

    /** Names either a debit or a credit, above zero. */
    record NewLine(@NotBlank @Size(max = 40) String account, UUID productId, Money debit, Money credit) {
        @JsonIgnore
        boolean oneSided() {
            return (debit == null) != (credit == null)
                    && (debit == null ? credit : debit).amount().signum() > 0;
        }

        Posting.Line at(int no) {
            return new Posting.Line(
                    no, account, productId, debit == null ? Money.ZERO : debit, credit == null ? Money.ZERO : credit);
        }
    }

    /** @throws Problem INVALID_INPUT for a line with two sides or none */
    Posting posting(UUID id, UUID by) {
        List<Posting.Line> numbered = new ArrayList<>();
        for (NewLine line : lines) {
            if (!line.oneSided()) {
                throw Problem.invalid(
                        "/lines/" + numbered.size(), "ONE_SIDE", "借贷须且只须填一项 / name either a debit or a credit");
            }
            numbered.add(line.at(numbered.size() + 1));
        }
        return Posting.manual(id, bookedOn, currency, note.strip(), by, numbered);
    }
}
