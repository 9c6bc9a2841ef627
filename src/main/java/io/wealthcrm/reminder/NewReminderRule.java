package io.wealthcrm.reminder;

import io.wealthcrm.notification.NoticeText;
import io.wealthcrm.shared.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;

/**
 * What a rule is to be from now on.
 *
 * @param offsets one to ten numbers of days, at most 366
 * @param text null for the kind's own words
 */
record NewReminderRule(
        @NotEmpty @Size(max = 10) Set<@NotNull @Min(0) @Max(366) Integer> offsets,
        @NotEmpty @Size(max = 5) Set<RuleKind.@NotNull Audience> audience,
        @Valid Words text,
        @NotNull Boolean active) {

    /**
     * Stands on locked screens: without the signs of placeholders and of money, without sums in words, and without
     * characters that are not seen. The constraint {@code notice_texts_tell_nothing} says the same.
     */
    private static final String PLAIN = "(?!.*[0-9０-９零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟] *[元万亿])[^\\p{C}{}<>$%¥￥€£＄｛｝＜＞％]*";

    /** Words in place of the kind's own. */
    record Words(
            @NotBlank @Size(max = 40) @Pattern(regexp = PLAIN) String zhTitle,
            @NotBlank @Size(max = 80) @Pattern(regexp = PLAIN) String zhBody,
            @NotBlank @Size(max = 40) @Pattern(regexp = PLAIN) String enTitle,
            @NotBlank @Size(max = 80) @Pattern(regexp = PLAIN) String enBody) {

        NoticeText toText() {
            return new NoticeText(zhTitle, zhBody, enTitle, enBody);
        }
    }

    /** @throws Problem INVALID_INPUT for an audience the kind does not have or a day that is not over */
    void check(RuleKind kind) {
        if (!kind.audiences().containsAll(audience)) {
            throw Problem.invalid("/audience", "AUDIENCE", "one or more of " + kind.audiences());
        }
        if (offsets.stream().anyMatch(days -> days < kind.leastOffset())) {
            throw Problem.invalid("/offsets", "OFFSET", "at least " + kind.leastOffset());
        }
    }
}
