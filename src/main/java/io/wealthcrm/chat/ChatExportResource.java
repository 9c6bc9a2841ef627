package io.wealthcrm.chat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.QueryValue;
import io.wealthcrm.shared.files.Downloads;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The chat for compliance. */
@Path("/api/v1/conversations/exports")
@RolesAllowed("COMPLIANCE")
class ChatExportResource {
    private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    private final ChatExport export;
    private final Downloads downloads;
    private final Callers callers;

    ChatExportResource(ChatExport export, Downloads downloads, Callers callers) {
        this.export = export;
        this.downloads = downloads;
        this.callers = callers;
    }

    /**
     * Messages as JSON lines: {@code conversationId, conversationKind, seq, id, kind, from, fromName, at, body}, where there are
     * any {@code editedAt, recalledAt, fileId, fileSha256}, and {@code editions} with what an edited or recalled one said before.
     * Of {@code conversationId}, or of all that {@code userId} could see; audited.
     *
     * @param from first instant, from the beginning when left out; {@code to}: the first instant no longer in it
     */
    @GET
    @Produces("text/plain;charset=UTF-8")
    public Multi<String> export(
            @RestQuery String conversationId, @RestQuery String userId, @RestQuery String from, @RestQuery String to) {
        UUID conversation = QueryValue.parsed("conversationId", conversationId, UUID::fromString);
        UUID person = QueryValue.parsed("userId", userId, UUID::fromString);
        if ((conversation == null) == (person == null)) {
            throw Problem.invalid("/conversationId", "ONE_OF", "会话或人员二选一 / either a conversation or a person");
        }
        var asked =
                new ChatExport.Asked(conversation, person, instant("from", from, BEGINNING), instant("to", to, END));
        return export.permit(callers.current(), asked).onItem().transformToMulti(permitted -> export.lines(asked));
    }

    /** The bytes of a {@code fileId} of an export, also where its message was recalled; audited. */
    @GET
    @Path("/files/{id}")
    public Uni<Response> file(@RestPath UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return export.file(callers.current(), id).chain(file -> downloads.respondRevocable(file, ifNoneMatch));
    }

    private static Instant instant(String name, String text, Instant otherwise) {
        Instant given = QueryValue.parsed(name, text, Instant::parse);
        if (given == null) {
            return otherwise;
        }
        if (given.isBefore(BEGINNING) || given.isAfter(END)) {
            throw Problem.invalid("/" + name, "MALFORMED", "取值无效 / not a valid value");
        }
        return given;
    }
}
