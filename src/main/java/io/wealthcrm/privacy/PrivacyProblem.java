package io.wealthcrm.privacy;

import io.wealthcrm.shared.ProblemCode;

/** Codes of rights over personal data. */
enum PrivacyProblem implements ProblemCode {
    PRIVACY_REQUEST_OPEN(409, "该客户已有同类请求在处理", "A request of this kind is under way"),
    PRIVACY_REQUEST_STATE(409, "请求的当前状态不允许此操作", "Not in the request's present state"),
    PRIVACY_SAME_PERSON(403, "删除须由核验人以外的合规人员决定", "Who verified an erasure does not decide it"),
    PRIVACY_COPY_GONE(409, "副本尚未生成或已过期", "The copy is not made yet, or it has expired"),
    ERASURE_PLAN_OUTDATED(409, "删除计划已变化，请重新查看", "The plan has changed; look at it again"),
    ERASURE_DONE(409, "该客户的信息已删除", "The customer's data is erased already"),
    ERASURE_ORDERS_OPEN(409, "客户有未完结的订单", "An order of the customer is under way"),
    ERASURE_HOLDINGS_OPEN(409, "客户仍持有产品", "The customer still holds a product"),
    ERASURE_PAYOUTS_OPEN(409, "客户有未完成的兑付", "A payout to the customer is under way"),
    ERASURE_COMPLAINT_OPEN(409, "客户有未办结的投诉或服务请求", "A complaint or request of the customer is open"),
    ERASURE_MERGE_PENDING(409, "客户近期被合并，撤销期内不能删除", "The customer was merged lately, which may still be taken back"),
    ERASURE_ON_HOLD(409, "客户的会话处于保全中", "The customer's conversations are on hold");

    private final int status;
    private final String zh;
    private final String en;

    PrivacyProblem(int status, String zh, String en) {
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
