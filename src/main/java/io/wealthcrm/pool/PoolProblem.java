package io.wealthcrm.pool;

import io.wealthcrm.shared.ProblemCode;

/** Codes of the public pool. */
enum PoolProblem implements ProblemCode {
    ALREADY_CLAIMED(409, "客户已被领取", "The customer has been claimed already"),
    ALREADY_IN_POOL(409, "客户已在公海中", "The customer is in the pool already"),
    DAILY_CLAIM_CAP(409, "今日领取数量已达上限", "No more claims today"),
    HOLDINGS_CAP(409, "名下客户数量已达上限", "Serves as many customers as an advisor may"),
    TAKE_BACK_TOO_SOON(409, "释放后的保护期内不能领回同一客户", "It is too soon to take this customer back"),
    CLAIM_INSTEAD(409, "公海客户请通过领取获得", "Customers of the pool are claimed, not given to oneself"),
    LEAVING(409, "即将离职，不能领取客户", "Who is about to leave claims no customers"),
    OPEN_ORDERS(409, "客户有进行中的订单", "The customer has orders under way");

    private final int status;
    private final String zh;
    private final String en;

    PoolProblem(int status, String zh, String en) {
        this.status = status;
        this.zh = zh;
        this.en = en;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public String en() {
        return en;
    }
}
