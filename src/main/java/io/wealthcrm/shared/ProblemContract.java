package io.wealthcrm.shared;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;

/**
 * Publishes the errors in the contract: every operation may answer with a problem, and the problem's {@code code} is one
 * of the catalogue's, gathered from all enums of {@link ProblemCode}.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ProblemContract implements OASFilter {
    private static final String SCHEMA = "Problem";
    private final IndexView index;

    public ProblemContract(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI contract) {
        contract.getComponents().addSchema(SCHEMA, problem());
        contract.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ProblemContract::mayFail);
    }

    private static void mayFail(Operation operation) {
        operation.getResponses().addAPIResponse("default", failure());
    }

    private static APIResponse failure() {
        return OASFactory.createAPIResponse()
                .description("The request was refused and changed nothing.")
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + SCHEMA))));
    }

    private Schema problem() {
        Schema text = OASFactory.createSchema().addType(Schema.SchemaType.STRING);
        Schema invalid = OASFactory.createSchema()
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("pointer", text)
                .addProperty("code", text)
                .addProperty("message", text);
        return OASFactory.createSchema()
                .description("RFC 9457 problem; members beside these tell the context, such as the current state.")
                .addType(Schema.SchemaType.OBJECT)
                .addProperty("type", text)
                .addProperty("title", text)
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text)
                .addProperty("instance", text)
                .addProperty(
                        "code",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.STRING)
                                .enumeration(codes()))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(invalid))
                .required(List.of("type", "title", "status", "code"));
    }

    private List<Object> codes() {
        List<Object> codes = new ArrayList<>();
        index.getAllKnownImplementations(ProblemCode.class).stream()
                .filter(ClassInfo::isEnum)
                .forEach(type ->
                        type.enumConstants().stream().map(FieldInfo::name).forEach(codes::add));
        codes.sort(java.util.Comparator.comparing(Object::toString));
        return codes;
    }
}
