package io.wealthcrm.complaint;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * What a customer is not content with or asks for.
 *
 * @param severity 1 the gravest to 4; 3 where left out, and whatever a customer says
 * @param channel how it came; PHONE where left out, APP from customers
 * @param orderId one of the customer's
 * @param aboutUserId whom it is about, who may not work on it
 */
record NewComplaint(
        @NotNull ComplaintKind kind,
        @NotNull ComplaintCategory category,
        @Min(1) @Max(4) Integer severity,
        @NotBlank @Size(max = 200) String subject,
        @NotBlank @Size(max = 4000) String text,
        ComplaintChannel channel,
        UUID orderId,
        UUID productId,
        UUID aboutUserId) {
    private static final int USUAL = 3;

    /** As written down for the customer by somebody of the firm. */
    NewComplaint byStaff() {
        return with(
                severity == null ? Integer.valueOf(USUAL) : severity,
                channel == null ? ComplaintChannel.PHONE : channel);
    }

    /** As the customer opens it: how grave it is, is the firm's to say. */
    NewComplaint byCustomer() {
        return with(USUAL, ComplaintChannel.APP);
    }

    /** Writes it into the complaint that it opens. */
    void write(Complaint one) {
        one.kind = kind;
        one.category = category;
        one.severity = severity.shortValue();
        one.subject = subject.strip();
        one.text = text.strip();
        one.channel = channel;
        one.orderId = orderId;
        one.productId = productId;
        one.aboutUserId = aboutUserId;
    }

    private NewComplaint with(Integer grade, ComplaintChannel way) {
        return new NewComplaint(kind, category, grade, subject, text, way, orderId, productId, aboutUserId);
    }
}
