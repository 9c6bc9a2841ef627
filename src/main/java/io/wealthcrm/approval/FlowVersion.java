package io.wealthcrm.approval;

import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One version of a flow. Drafts change; what has been active never does, for requests keep the version they began with. */
@Entity
@Table(name = "approval_flow_versions")
class FlowVersion {
    @Id
    UUID id;

    UUID flowId;
    int number;

    @Enumerated(EnumType.STRING)
    VersionStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> formSchema;

    UUID createdBy;
    Instant createdAt;
    UUID activatedBy;
    Instant activatedAt;
    Instant retiredAt;

    @Version
    long version;

    static FlowVersion draft(UUID flowId, int number, Map<String, Object> formSchema, UUID by, Instant at) {
        FlowVersion draft = new FlowVersion();
        draft.id = Ids.next();
        draft.flowId = flowId;
        draft.number = number;
        draft.status = VersionStatus.DRAFT;
        draft.formSchema = formSchema;
        draft.createdBy = by;
        draft.createdAt = at;
        return draft;
    }

    /** @throws Problem FLOW_VERSION_FIXED */
    void activate(UUID by, Instant at) {
        requireDraft();
        status = VersionStatus.ACTIVE;
        activatedBy = by;
        activatedAt = at;
    }

    /** @throws Problem FLOW_VERSION_FIXED unless it is active */
    void retire(Instant at) {
        if (status != VersionStatus.ACTIVE) {
            throw fixed();
        }
        status = VersionStatus.RETIRED;
        retiredAt = at;
    }

    /** @throws Problem FLOW_VERSION_FIXED */
    void requireDraft() {
        if (status != VersionStatus.DRAFT) {
            throw fixed();
        }
    }

    private Problem fixed() {
        return Problem.of(ApprovalProblem.FLOW_VERSION_FIXED, Map.of("current", status));
    }
}
