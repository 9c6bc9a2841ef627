package io.wealthcrm.upload;

import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.files.Identified;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** What a resumable upload is for, {@code purpose} in its metadata: who may send one, and what it must be. */
public enum UploadPurpose {
    /** A recording of an order (双录), where the metadata does not say otherwise. */
    RECORDING(Role.ADVISOR) {
        @Override
        Identified identify(Path file) throws IOException {
            return Identified.video(file);
        }
    },
    /** A table of customers. */
    CUSTOMER_IMPORT(Role.ADVISOR, Role.TEAM_LEAD, Role.BRANCH_MANAGER, Role.OPERATIONS) {
        @Override
        Identified identify(Path file) throws IOException {
            return Identified.table(file);
        }
    };

    private final Role[] senders;

    UploadPurpose(Role... senders) {
        this.senders = senders;
    }

    /** @throws Problem INVALID_INPUT for a purpose there is not */
    static UploadPurpose of(String name) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.name().equals(name))
                .findFirst()
                .orElseThrow(() -> TusRequest.invalid("Upload-Metadata"));
    }

    /** @throws Problem FORBIDDEN */
    void requireSender(Caller caller) {
        caller.require(senders);
    }

    /** Whether it is looked through for viruses: recordings are longer than a scanner takes, and are played, never opened. */
    boolean scanned() {
        return this != RECORDING;
    }

    /** Blocks. @throws Problem FILE_TYPE_REFUSED, FILE_CORRUPT */
    abstract Identified identify(Path file) throws IOException;
}
