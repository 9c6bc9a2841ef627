package io.wealthcrm.pool;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.customer.AssetBand;
import io.wealthcrm.customer.Tier;
import java.time.Instant;
import java.util.UUID;

/**
 * What is shown of a customer in a pool to those who may claim them: nothing that says who it is or how to call them.
 *
 * @param pool the unit whose pool it is: a branch, or head office for the whole firm's
 * @param name the first character alone, {@code 王**}
 * @param bornDecade first year of the ten in which the customer was born
 * @param holds whether the customer holds a product
 * @param lastContact the month, {@code 2026-03}
 * @param stays how often the customer has been in a pool, this time included
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PoolCustomer(
        UUID customerId,
        UUID entryId,
        UUID pool,
        String poolName,
        PoolReason reason,
        Instant enteredAt,
        String name,
        Integer bornDecade,
        String city,
        Tier tier,
        AssetBand assetBand,
        boolean holds,
        String lastContact,
        long stays) {}
