package io.wealthcrm.chat;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.files.StoredFile;
import io.wealthcrm.shared.files.StoredFiles;
import io.wealthcrm.shared.files.UploadRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Files of the chat: uploaded first, then sent as the {@code fileId} of a message. */
@ApplicationScoped
class ChatFiles {
    static final UploadRule RULE = UploadRule.document("CHAT").withThumbnail();

    /** Who is in a conversation where it was sent and sees that message; and who uploaded it, unless it was recalled. */
    private static final String VISIBLE =
            """
            select count(*) from files f
             where f.id = ?1 and f.purpose = 'CHAT'
               and (f.uploaded_by = ?2
                        and not exists (select 1 from messages x where x.file_id = f.id and x.recalled_at is not null)
                    or exists (select 1 from messages x
                                 join members m on m.conversation_id = x.conversation_id and m.left_at is null
                                where x.file_id = f.id and m.user_id = ?3 and x.seq > m.hidden_seq and x.recalled_at is null))""";

    private final StoredFiles files;

    ChatFiles(StoredFiles files) {
        this.files = files;
    }

    @WithTransaction
    Uni<StoredFile> record(StoredFile accepted, UUID by) {
        return files.record(accepted, RULE, by);
    }

    /** @throws Problem NOT_FOUND when there is none, or the person may not see it */
    @WithSession
    Uni<StoredFile> visible(UUID id, UUID person) {
        return Db.select(Long.class, VISIBLE, id, person, person)
                .chain(rows -> rows.get(0) == 0 ? Uni.createFrom().nullItem() : files.find(id))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(CommonProblem.NOT_FOUND));
    }
}
