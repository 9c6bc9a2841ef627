package io.wealthcrm.complaint;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerTransferred;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;

/** A customer went to somebody else: who served them before works on their complaints no more. */
@ApplicationScoped
class TransferredComplaints implements OutboxHandler<CustomerTransferred> {
    private final ComplaintReturns returns;

    TransferredComplaints(ComplaintReturns returns) {
        this.returns = returns;
    }

    @Override
    public Class<CustomerTransferred> event() {
        return CustomerTransferred.class;
    }

    @Override
    public Uni<Void> handle(CustomerTransferred moved) {
        return returns.afterTransferOf(moved.customerId());
    }
}
