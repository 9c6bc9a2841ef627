package io.wealthcrm.segment;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerConditions;
import io.wealthcrm.customer.Dimension;
import io.wealthcrm.customer.Distribution;
import io.wealthcrm.customer.Distributions;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.QueryValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** How the customers in sight are spread (客户分布). */
@Path("/api/v1/customers/distributions")
class DistributionResource {
    private final Distributions distributions;
    private final Segments segments;
    private final Callers callers;

    DistributionResource(Distributions distributions, Segments segments, Callers callers) {
        this.distributions = distributions;
        this.segments = segments;
        this.callers = callers;
    }

    /** By each dimension that was asked for. */
    record DistributionList(List<Distribution> distributions) {}

    /** By several dimensions at once: of all customers in sight, of a unit, an advisor or a segment. */
    @GET
    @RolesAllowed(Access.FILE_READERS)
    public Uni<DistributionList> distributions(
            @Parameter(
                            description =
                                    "Dimensions with commas between: TIER, ASSET_BAND, GENDER, LOCAL, OCCUPATION, CHANNEL, CITY, AGE, COMPLETENESS; all without")
                    @RestQuery
                    String by,
            @Parameter(schema = @Schema(implementation = UUID.class)) @RestQuery String unitId,
            @Parameter(schema = @Schema(implementation = UUID.class)) @RestQuery String advisorId,
            @Parameter(schema = @Schema(implementation = UUID.class)) @RestQuery String segmentId) {
        Caller caller = callers.current();
        Set<Dimension> dimensions = dimensions(by);
        UUID unit = QueryValue.parsed("unitId", unitId, UUID::fromString);
        UUID advisor = QueryValue.parsed("advisorId", advisorId, UUID::fromString);
        return conditions(caller, QueryValue.parsed("segmentId", segmentId, UUID::fromString))
                .map(conditions -> new Distributions.Range(conditions, unit, advisor))
                .chain(range -> distributions.of(caller.scope(), range, dimensions))
                .map(DistributionList::new);
    }

    private Uni<CustomerConditions> conditions(Caller caller, UUID segment) {
        return segment == null
                ? Uni.createFrom().item(CustomerConditions.NONE)
                : segments.view(caller, segment).map(SegmentView::conditions);
    }

    /** @throws Problem INVALID_INPUT */
    private static Set<Dimension> dimensions(String by) {
        if (by == null || by.isBlank()) {
            return EnumSet.allOf(Dimension.class);
        }
        Set<Dimension> asked = EnumSet.noneOf(Dimension.class);
        Arrays.stream(by.split(",", -1)).forEach(name -> {
            Dimension dimension = QueryValue.choice("by", name, Dimension.class);
            if (dimension == null) {
                throw Problem.invalid("/by", "ENUM", Arrays.toString(Dimension.values()));
            }
            asked.add(dimension);
        });
        return asked;
    }
}
