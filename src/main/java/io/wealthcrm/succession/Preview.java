package io.wealthcrm.succession;

import io.wealthcrm.shared.Problem;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** {@code ?preview=} of what can be looked at before it is done. Anything else there is refused: a slip would do it. */
public class Preview {
    private static final String NAME = "preview";

    @QueryParam(NAME)
    @Parameter(schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    String preview;

    @Context
    UriInfo uri;

    /** @throws Problem INVALID_INPUT for anything but {@code true} and {@code false} */
    boolean asked() {
        if (uri.getQueryParameters().containsKey(NAME) && !"true".equals(preview) && !"false".equals(preview)) {
            throw Problem.invalid("/" + NAME, "MALFORMED", "true | false");
        }
        return "true".equals(preview);
    }
}
