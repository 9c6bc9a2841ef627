package io.wealthcrm.customer;

import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What may be changed of an extra field, as the whole a merge patch is applied to.
 *
 * @param choices of a CHOICE, which has one at least; what customers have already may be left out of them
 * @param required whether whoever may write it must say it on entry, and nobody may take it away
 * @param sensitive whether it is sensitive personal information (敏感个人信息), for which the customer's separate consent is needed
 * @param readableBy who sees it; all others see it nowhere. Not ADMIN and MARKETING, who see no customers
 * @param writableBy who edits it, of those who see it; nobody where left out
 * @param position where it stands among the others, 0 first
 * @param retired whether nobody sees or edits it any more
 */
record ExtraFieldTerms(
        @NotBlank @Size(max = 100) String labelZh,
        @NotBlank @Size(max = 100) String labelEn,
        @Size(max = 100) List<@NotBlank @Size(max = 100) String> choices,
        Boolean required,
        Boolean sensitive,
        @NotEmpty Set<@NotNull Role> readableBy,
        Set<@NotNull Role> writableBy,
        @Min(0) @Max(10000) Integer position,
        Boolean retired) {
    private static final Set<Role> WITHOUT_CUSTOMERS = EnumSet.of(Role.ADMIN, Role.MARKETING);

    /** @throws Problem INVALID_INPUT */
    ExtraFieldTerms checked(ExtraFieldKind kind) {
        int offered = choices == null ? 0 : choices.size();
        if ((kind == ExtraFieldKind.CHOICE) != (offered > 0)) {
            throw Problem.invalid("/choices", "CHOICE", "仅 CHOICE 且至少一项 / of a CHOICE, and at least one");
        }
        if (offered > 0 && new HashSet<>(choices).size() < offered) {
            throw Problem.invalid("/choices", "UNIQUE", "不能重复 / each once");
        }
        if (readableBy.stream().anyMatch(WITHOUT_CUSTOMERS::contains)) {
            throw Problem.invalid(
                    "/readableBy", "ENUM", "ADMIN、MARKETING 不查看客户 / ADMIN and MARKETING see no customers");
        }
        if (writableBy != null && !readableBy.containsAll(writableBy)) {
            throw Problem.invalid("/writableBy", "SUBSET", "须在 readableBy 之内 / among readableBy");
        }
        return this;
    }
}
