package io.wealthcrm.complaint;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.StaffChanged;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;

/** Somebody left, moved or has other roles: complaints they may not work on any more are put back. */
@ApplicationScoped
class StaffComplaints implements OutboxHandler<StaffChanged> {
    private final ComplaintReturns returns;

    StaffComplaints(ComplaintReturns returns) {
        this.returns = returns;
    }

    @Override
    public Class<StaffChanged> event() {
        return StaffChanged.class;
    }

    @Override
    public Uni<Void> handle(StaffChanged changed) {
        return returns.unlessAble(changed.userId());
    }
}
