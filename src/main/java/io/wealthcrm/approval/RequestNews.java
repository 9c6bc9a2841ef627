package io.wealthcrm.approval;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.notification.Notice;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Tells people what became of a request of their own; of orders their own news tell. */
@ApplicationScoped
class RequestNews implements OutboxHandler<ApprovalEnded> {
    private static final String ORDER = "ORDER";
    private static final Duration WORTH_A_PUSH = Duration.ofDays(3);

    private final Notifications notifications;

    RequestNews(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public Class<ApprovalEnded> event() {
        return ApprovalEnded.class;
    }

    @Override
    public Uni<Void> handle(ApprovalEnded ended) {
        if (ended.kind().equals(ORDER) || ended.by().equals(ended.requesterId())) {
            return Uni.createFrom().voidItem();
        }
        return notifications.tell(new Notice(
                NoticeKind.APPROVAL_ENDED,
                List.of(ended.requesterId()),
                ended.requestId(),
                ended.status().name(),
                Map.of(
                        "approvalId",
                        ended.requestId().toString(),
                        "status",
                        ended.status().name()),
                ended.at().plus(WORTH_A_PUSH)));
    }
}
