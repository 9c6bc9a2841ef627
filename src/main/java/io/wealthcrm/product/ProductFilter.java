package io.wealthcrm.product;

import io.wealthcrm.shared.QueryValue;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What a list of products is narrowed to; members left out narrow nothing. */
class ProductFilter {
    @QueryParam("status")
    @Parameter(schema = @Schema(implementation = ProductStatus.class))
    String status;

    @QueryParam("kind")
    @Parameter(schema = @Schema(implementation = ProductKind.class))
    String kind;

    @QueryParam("riskLevel")
    @Parameter(schema = @Schema(implementation = RiskLevel.class))
    String riskLevel;

    @QueryParam("q")
    @Size(max = 100)
    @Parameter(description = "Any part of the name or code")
    String q;

    boolean wants(ProductStatus candidate, Sight sight) {
        return sight.sees(candidate)
                && chosen(ProductStatus.class, "status", status).contains(candidate);
    }

    List<ProductKind> kinds() {
        return chosen(ProductKind.class, "kind", kind);
    }

    List<RiskLevel> riskLevels() {
        return chosen(RiskLevel.class, "riskLevel", riskLevel);
    }

    /** {@link #q} as a pattern in which {@code \} escapes. */
    String pattern() {
        String part = q == null ? "" : q.strip().replaceAll("([\\\\%_])", "\\\\$1");
        return "%" + part + "%";
    }

    private static <E extends Enum<E>> List<E> chosen(Class<E> type, String name, String text) {
        E value = QueryValue.choice(name, text, type);
        return value == null ? List.of(type.getEnumConstants()) : List.of(value);
    }
}
