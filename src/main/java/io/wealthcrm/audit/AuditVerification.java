package io.wealthcrm.audit;

import java.time.Instant;
import java.util.List;

/**
 * What a check of the whole chain found.
 *
 * @param intact whether nothing was done to the log
 * @param entries sealed ones, which make the chain
 * @param unsealed entries written in the last moments, not in the chain yet
 * @param head the chain's last hash in hex; whoever keeps it elsewhere can prove later that nothing before it was changed
 * @param faultCount all faults, of which the first hundred are listed
 */
record AuditVerification(
        boolean intact,
        long entries,
        long unsealed,
        String head,
        Instant verifiedAt,
        long faultCount,
        List<AuditFault> faults) {}
