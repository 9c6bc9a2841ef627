package io.wealthcrm.complaint;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What the firm may correct of a complaint; what the customer said stays. The whole a merge patch is applied to.
 *
 * @param severity 1 the gravest to 4; its times are worked out anew from where they count
 */
record ComplaintEdit(
        @NotNull ComplaintCategory category,
        @NotNull @Min(1) @Max(4) Integer severity,
        @NotBlank @Size(max = 200) String subject,
        UUID orderId,
        UUID productId,
        UUID aboutUserId,
        @Size(min = 1, max = 1000) String rootCause) {

    static ComplaintEdit of(Complaint one) {
        return new ComplaintEdit(
                one.category,
                (int) one.severity,
                one.subject,
                one.orderId,
                one.productId,
                one.aboutUserId,
                one.rootCause);
    }

    /** Writes it into the complaint. @return the names of what is different now, joined by commas */
    String write(Complaint one) {
        ComplaintEdit before = of(one);
        one.category = category;
        one.severity = severity.shortValue();
        one.subject = subject.strip();
        one.orderId = orderId;
        one.productId = productId;
        one.aboutUserId = aboutUserId;
        one.rootCause = rootCause;
        Set<String> changed = new LinkedHashSet<>();
        note(changed, "category", before.category, category);
        note(changed, "severity", before.severity, severity);
        note(changed, "subject", before.subject, one.subject);
        note(changed, "orderId", before.orderId, orderId);
        note(changed, "productId", before.productId, productId);
        note(changed, "aboutUserId", before.aboutUserId, aboutUserId);
        note(changed, "rootCause", before.rootCause, rootCause);
        return String.join(", ", changed);
    }

    private static void note(Set<String> changed, String name, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            changed.add(name);
        }
    }
}
