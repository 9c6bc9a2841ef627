package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerTransferred;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A customer's open work follows to the new advisor. */
@ApplicationScoped
class AgendaTransfers implements OutboxHandler<CustomerTransferred> {
    private final Agenda agenda;

    AgendaTransfers(Agenda agenda) {
        this.agenda = agenda;
    }

    @Override
    public Class<CustomerTransferred> event() {
        return CustomerTransferred.class;
    }

    @Override
    public Uni<Void> handle(CustomerTransferred moved) {
        return agenda.handOver(List.of(moved.customerId()), moved.from(), moved.to(), moved.by())
                .replaceWithVoid();
    }
}
