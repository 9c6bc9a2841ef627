package io.wealthcrm.pool;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * What the firm allows, or a branch with settings of its own.
 *
 * @param branch left out for the firm's
 * @param claimsPerDay claims of one advisor on one business day
 * @param holdingsCap customers of one advisor up to whom claims are possible
 * @param noTakeBackDays for so long who had a customer cannot claim the same one back
 * @param protectsHolders whether a rule leaves alone who holds a product
 * @param changedBy left out for the settings the firm began with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PoolSettings(
        UUID branch,
        long version,
        int claimsPerDay,
        int holdingsCap,
        int noTakeBackDays,
        boolean protectsHolders,
        UUID changedBy,
        Instant changedAt) {

    /** In the order of the components. */
    static final String COLUMNS = "s.branch_id, s.version, s.claims_per_day, s.holdings_cap, s.no_take_back_days,"
            + " s.protects_holders, s.changed_by, s.changed_at";

    /** The settings that count in the unit {@code %s}: its branch's own, else the firm's. */
    static final String OF_UNIT =
            """
            select * from pool_settings where branch_id is null or branch_id = pool_of(%s)
             order by branch_id nulls last, version desc limit 1""";
}
