package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.notification.Notice;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Tells an advisor to whom somebody else handed a single customer; of many at once a succession tells. */
@ApplicationScoped
class TransferNews implements OutboxHandler<CustomerTransferred> {
    private static final Duration WORTH = Duration.ofDays(7);

    private final Notifications notifications;

    TransferNews(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public Class<CustomerTransferred> event() {
        return CustomerTransferred.class;
    }

    @Override
    public Uni<Void> handle(CustomerTransferred moved) {
        return moved.to() == null || moved.to().equals(moved.by())
                ? Uni.createFrom().voidItem()
                : notifications.tell(new Notice(
                        NoticeKind.HANDOVER,
                        List.of(moved.to()),
                        moved.customerId(),
                        moved.at().toString(),
                        Map.of(
                                "change",
                                "HANDED_OVER",
                                "customers",
                                "1",
                                "customerId",
                                moved.customerId().toString()),
                        moved.at().plus(WORTH)));
    }
}
