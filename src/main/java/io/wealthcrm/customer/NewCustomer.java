package io.wealthcrm.customer;

import io.wealthcrm.identity.Phone;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.VisibleText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is known of a customer, on entry and as the whole a merge patch is applied to.
 *
 * @param phone as typed; a mainland number needs no country code
 * @param birthday not in the future
 * @param idNumber resident identity number of 18 places
 * @param extra the firm's own fields: texts, numbers and truth values; those that are defined, as {@code /extra-fields} says
 * @param advisorId whose customer it becomes, for a lead or manager; left out it is the caller
 * @param confirmNew on entry: that nobody on file is meant, though somebody there is much alike
 */
record NewCustomer(
        @NotBlank @Size(max = 100) String name,
        @NotBlank @Size(max = 40) String phone,
        Gender gender,
        LocalDate birthday,
        @Size(min = 15, max = 24) String idNumber,
        Occupation occupation,
        @Size(min = 1, max = 100) String city,
        @Size(min = 1, max = 100) String hometown,
        Channel channel,
        AssetBand assetBand,
        @Size(max = 50) List<@NotBlank @Size(max = 100) String> interests,
        @Size(max = 100) Map<@NotBlank @Size(max = 100) String, @NotNull Object> extra,
        UUID advisorId,
        Boolean confirmNew) {
    private static final LocalDate EARLIEST_BIRTHDAY = LocalDate.of(1900, 1, 1);

    /**
     * In the form it is kept in: phone and ID number normalised, names as one sees them, lists never null.
     *
     * @throws Problem INVALID_PHONE, INVALID_ID_NUMBER, INVALID_INPUT
     */
    NewCustomer normalised(LocalDate today) {
        if (birthday != null && (birthday.isAfter(today) || birthday.isBefore(EARLIEST_BIRTHDAY))) {
            throw Problem.invalid("/birthday", "OUT_OF_RANGE", "1900-01-01 … " + today);
        }
        String shown = VisibleText.clean(name);
        if (shown.isEmpty()) {
            throw Problem.invalid("/name", "NOT_BLANK", "须有可见的字符 / must have something to see");
        }
        return new NewCustomer(
                shown,
                Phone.normalise(phone),
                gender,
                birthday,
                idNumber == null ? null : IdNumber.normalise(idNumber),
                occupation,
                city,
                hometown,
                channel,
                assetBand,
                interests == null
                        ? List.of()
                        : interests.stream().map(String::strip).distinct().toList(),
                extra == null ? Map.of() : extra,
                advisorId,
                confirmNew);
    }

    /** The same with these extra fields. */
    NewCustomer with(Map<String, Object> fields) {
        return new NewCustomer(
                name,
                phone,
                gender,
                birthday,
                idNumber,
                occupation,
                city,
                hometown,
                channel,
                assetBand,
                interests,
                fields,
                advisorId,
                confirmNew);
    }

    /** Without personal data: this may end in a log. */
    @Override
    public String toString() {
        return "NewCustomer[]";
    }
}
