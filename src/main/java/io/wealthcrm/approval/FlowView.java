package io.wealthcrm.approval;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A flow.
 *
 * @param active the version new requests take; absent without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FlowView(UUID id, String kind, String name, Instant createdAt, VersionView active) {

    /** One version; {@code version} is what {@code If-Match} takes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VersionView(
            int number,
            VersionStatus status,
            Map<String, Object> formSchema,
            List<NewStep> steps,
            Instant createdAt,
            UUID activatedBy,
            Instant activatedAt,
            Instant retiredAt,
            long version) {

        static VersionView of(FlowVersion version, List<FlowStep> steps) {
            return new VersionView(
                    version.number,
                    version.status,
                    version.formSchema,
                    steps.stream()
                            .filter(step -> step.versionId.equals(version.id))
                            .map(NewStep::of)
                            .toList(),
                    version.createdAt,
                    version.activatedBy,
                    version.activatedAt,
                    version.retiredAt,
                    version.version);
        }
    }

    /** Of a flow whose active version, if any, is among these. */
    static FlowView of(Flow flow, List<FlowVersion> versions, List<FlowStep> steps) {
        VersionView active = versions.stream()
                .filter(version -> version.flowId.equals(flow.id) && version.status == VersionStatus.ACTIVE)
                .findFirst()
                .map(version -> VersionView.of(version, steps))
                .orElse(null);
        return new FlowView(flow.id, flow.kind, flow.name, flow.createdAt, active);
    }
}
