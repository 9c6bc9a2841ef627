package io.wealthcrm.order;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerTransferred;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;

/** Orders follow their customer to the new advisor, who works them on; {@code booked_by} keeps who sold. */
@ApplicationScoped
class CustomerHandover implements OutboxHandler<CustomerTransferred> {

    @Override
    public Class<CustomerTransferred> event() {
        return CustomerTransferred.class;
    }

    @Override
    public Uni<Void> handle(CustomerTransferred transferred) {
        return transferred.to() == null
                ? Uni.createFrom().voidItem()
                : Db.execute(
                                """
                                update orders set advisor_id = ?2, unit_id = ?3, version = version + 1
                                 where customer_id = ?1 and (advisor_id, unit_id) <> (?2, ?3)""",
                                transferred.customerId(),
                                transferred.to(),
                                transferred.toUnit())
                        .replaceWithVoid();
    }
}
