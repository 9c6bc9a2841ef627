package io.wealthcrm.privacy;

import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * A request that is made.
 *
 * @param channel by which it came; APP for customers themselves, who leave it out
 * @param note what exactly is asked for
 * @param evidenceFileId the request in writing, a paper of this customer
 */
record NewPrivacyRequest(
        @NotNull PrivacyKind kind,
        Channel channel,
        @Size(max = 2000) @Pattern(regexp = "(?s).*\\S.*") String note,
        UUID evidenceFileId) {

    enum Channel {
        APP,
        PHONE,
        VISIT,
        LETTER,
        EMAIL
    }

    /** @throws Problem INVALID_INPUT for staff who do not say how it came */
    Channel channelFor(Caller caller) {
        if (caller.has(Role.CUSTOMER)) {
            return Channel.APP;
        }
        if (channel == null || channel == Channel.APP) {
            throw Problem.invalid("/channel", "REQUIRED", "PHONE, VISIT, LETTER, EMAIL");
        }
        return channel;
    }
}
