package io.wealthcrm.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.MergePatch;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Defines extra fields, and shows the definitions of those that somebody reads. */
@ApplicationScoped
class ExtraFieldDesk {
    private static final String SUBJECT = "EXTRA_FIELD";
    private static final int MOST = 100;

    private final CustomerQueries queries;
    private final MergePatch mergePatch;
    private final Audit audit;
    private final Clock clock;

    ExtraFieldDesk(CustomerQueries queries, MergePatch mergePatch, Audit audit, Clock clock) {
        this.queries = queries;
        this.mergePatch = mergePatch;
        this.audit = audit;
        this.clock = clock;
    }

    /** All on one page, in their order. One round trip. */
    @WithSession
    Uni<Page<ExtraFieldView>> list(Caller caller) {
        return queries.extraFields().map(fields -> new Page<>(seen(fields, caller), null));
    }

    private static List<ExtraFieldView> seen(List<ExtraField> fields, Caller caller) {
        return fields.stream()
                .filter(field -> caller.has(Role.ADMIN) || field.isReadBy(caller.roles()))
                .map(field -> ExtraFieldView.of(field, caller))
                .toList();
    }

    /** @throws Problem NOT_FOUND, also for one that the caller does not read */
    @WithSession
    Uni<ExtraFieldView> view(Caller caller, UUID id) {
        return find(id).map(field -> seen(List.of(field), caller).stream()
                .findFirst()
                .orElseThrow(() -> Problem.of(CommonProblem.NOT_FOUND)));
    }

    /** @throws Problem INVALID_INPUT, EXTRA_FIELD_EXISTS, TOO_MANY_EXTRA_FIELDS */
    @WithTransaction
    Uni<ExtraFieldView> add(Caller caller, NewExtraField input) {
        ExtraFieldTerms unused = input.terms().checked(input.kind());
        return queries.extraFields()
                .invoke(fields -> {
                    if (fields.size() >= MOST) {
                        throw Problem.of(CustomerProblem.TOO_MANY_EXTRA_FIELDS, Map.of("max", MOST));
                    }
                })
                .chain(() -> Db.persist(ExtraField.of(Ids.next(), input, clock.instant())))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "extra_fields_key"))
                .transform(failure -> Problem.of(CustomerProblem.EXTRA_FIELD_EXISTS))
                .call(field -> audit.record(caller.userId(), "EXTRA_FIELD_ADDED", SUBJECT, field.id))
                .map(field -> ExtraFieldView.of(field, caller));
    }

    /** @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, UNKNOWN_FIELD, INVALID_INPUT */
    @WithTransaction
    Uni<ExtraFieldView> change(Caller caller, UUID id, String ifMatch, ObjectNode patch) {
        return find(id).invoke(field -> Version.require(ifMatch, field.version))
                .invoke(field -> field.change(patched(field, patch), clock.instant()))
                .call(Db::flush)
                .call(() -> audit.record(caller.userId(), "EXTRA_FIELD_CHANGED", SUBJECT, id))
                .map(field -> ExtraFieldView.of(field, caller));
    }

    private ExtraFieldTerms patched(ExtraField field, ObjectNode patch) {
        return mergePatch.apply(field.terms(), patch, ExtraFieldTerms.class).checked(field.kind);
    }

    private Uni<ExtraField> find(UUID id) {
        return queries.extraField(id).onItem().ifNull().failWith(() -> Problem.of(CommonProblem.NOT_FOUND));
    }
}
