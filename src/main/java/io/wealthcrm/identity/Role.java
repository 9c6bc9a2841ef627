package io.wealthcrm.identity;

/** What a person is in the firm; the names stand in tokens and in {@code @RolesAllowed}. */
public enum Role {
    /** 理财顾问. */
    ADVISOR,
    /** 团队长. */
    TEAM_LEAD,
    /** 分公司负责人. */
    BRANCH_MANAGER,
    /** 合规. */
    COMPLIANCE,
    /** 运营. */
    OPERATIONS,
    /** 财务. */
    FINANCE,
    /** 回访, never part of sales. */
    CALLBACK,
    /** 市场. */
    MARKETING,
    /** 高管. */
    EXECUTIVE,
    /** 系统管理员. */
    ADMIN,
    /** 客户, in the member app. */
    CUSTOMER
}
