package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerTransferred;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A customer's open work follows to the new advisor, also what those had to do about the customer who cover (代管) the advisor before. */
@ApplicationScoped
class AgendaTransfers implements OutboxHandler<CustomerTransferred> {
    private final Agenda agenda;
    private final CoverWork covers;

    AgendaTransfers(Agenda agenda, CoverWork covers) {
        this.agenda = agenda;
        this.covers = covers;
    }

    @Override
    public Class<CustomerTransferred> event() {
        return CustomerTransferred.class;
    }

    @Override
    public Uni<Void> handle(CustomerTransferred moved) {
        return agenda.handOver(List.of(moved.customerId()), moved.from(), moved.to(), moved.by())
                .chain(() -> covers.handOver(moved.customerId(), moved.from(), moved.to(), moved.by()));
    }
}
