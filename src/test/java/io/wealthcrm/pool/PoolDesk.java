package io.wealthcrm.pool;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.restassured.response.ValidatableResponse;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import io.wealthcrm.testing.Service;
import java.util.Map;
import java.util.UUID;

/** A firm with an advisor whose customers go into the pool and out of it. */
final class PoolDesk {
    final Service service;
    final Firm firm;
    final Person advisor;

    PoolDesk(Service service) {
        this.service = service;
        firm = Firm.on(service);
        advisor = firm.advisor();
    }

    UUID customer() {
        return firm.customerOf(advisor, "欧阳明月");
    }

    /** A customer whom the desk's advisor has released. */
    UUID pooled() {
        UUID customer = customer();
        release(advisor, customer).statusCode(200);
        return customer;
    }

    @CanIgnoreReturnValue
    ValidatableResponse release(Person by, UUID customer) {
        return by.once()
                .body(Map.of("reason", "长期联系不上"))
                .post("/api/v1/customers/" + customer + "/release")
                .then();
    }

    @CanIgnoreReturnValue
    ValidatableResponse claim(Person by, UUID customer) {
        return by.once().post(claimPath(customer)).then();
    }

    static String claimPath(UUID customer) {
        return "/api/v1/pool/customers/" + customer + "/claim";
    }

    @CanIgnoreReturnValue
    ValidatableResponse list(Person by, String query) {
        return by.request().get("/api/v1/pool/customers?" + query).then();
    }

    @CanIgnoreReturnValue
    ValidatableResponse stays(Person by, UUID customer) {
        return by.request().get("/api/v1/customers/" + customer + "/pool-stays").then();
    }

    /** All that a release or a claim writes of the customer, as text: equal before and after what changed nothing. */
    String state(UUID customer) {
        return firm.one(
                """
                select jsonb_build_array(to_jsonb(c),
                         (select jsonb_agg(to_jsonb(e) order by e.id) from pool_entries e where e.customer_id = c.id),
                         (select jsonb_agg(to_jsonb(t) order by t.id) from timeline_entries t where t.customer_id = c.id),
                         (select count(*) from outbox_events o where o.payload ->> 'customerId' = cast(c.id as text)),
                         (select count(*) from audit_log a where a.subject_id = c.id))
                  from customers c where c.id = ?""",
                customer);
    }
}
