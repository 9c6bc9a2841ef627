package io.wealthcrm.privacy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.FieldCipher;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Retention;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Copies of people's data, encrypted as long as they lie here, and gone after their time. */
@ApplicationScoped
class Copies implements Retention {
    private static final String CONTENT =
            "select content from privacy_copies where request_id = ?1 and expires_at > now()";

    private static final String FORGET =
            """
            delete from privacy_copies where request_id in (
                select request_id from privacy_copies where expires_at < now() order by expires_at limit ?1 for update skip locked)""";

    private final FieldCipher cipher;
    private final ObjectMapper json;
    private final PrivacyRequests requests;
    private final Audit audit;
    private final Vertx vertx;

    Copies(FieldCipher cipher, ObjectMapper json, PrivacyRequests requests, Audit audit, Vertx vertx) {
        this.cipher = cipher;
        this.json = json;
        this.requests = requests;
        this.audit = audit;
        this.vertx = vertx;
    }

    Uni<byte[]> sealed(UUID request, CopyFile copy) {
        return blocking(() -> cipher.encrypt(Base64.getEncoder().encodeToString(copy.zip(json)), context(request)));
    }

    /** The ZIP, for the customer and for compliance, who hands it over; audited. @throws Problem NOT_FOUND, PRIVACY_COPY_GONE */
    @WithTransaction
    Uni<byte[]> open(Caller caller, UUID id) {
        return requests.find(id)
                .invoke(request -> requireOwn(caller, request))
                .chain(() -> Db.select(byte[].class, CONTENT, id))
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw Problem.of(PrivacyProblem.PRIVACY_COPY_GONE);
                    }
                })
                .call(() -> audit.record(caller.userId(), "PRIVACY_COPY_READ", PrivacyRequests.SUBJECT, id))
                .chain(found -> blocking(() -> Base64.getDecoder().decode(cipher.decrypt(found.get(0), context(id)))));
    }

    private static void requireOwn(Caller caller, PrivacyRequest request) {
        if (!caller.has(Role.COMPLIANCE) && !request.customerId().equals(caller.customerId())
                || !request.kind().isCopy()) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
    }

    @Override
    public List<String> deletes() {
        return List.of(FORGET);
    }

    /** On a worker thread; comes back on the caller's context. */
    private <T> Uni<T> blocking(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }

    private static String context(UUID request) {
        return "privacy.copy/" + request;
    }
}
