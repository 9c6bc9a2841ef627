package io.wealthcrm.commission;

/** For what part in a sale a rule pays. */
enum RoleLevel {
    /** Who sold it, each for the own part. */
    ADVISOR,
    /** Override (管理津贴) of whoever leads the seller's team. */
    TEAM_LEAD,
    /** Override of whoever manages the seller's branch. */
    BRANCH_MANAGER
}
