package io.wealthcrm.commission;

import io.wealthcrm.shared.ProblemCode;

/** What may be wrong with a request about commission. */
enum CommissionProblem implements ProblemCode {
    PLAN_CODE_TAKEN(409, "该佣金方案代码已存在", "A commission plan has this code already"),
    PLAN_DRAFT_EXISTS(409, "该方案已有未审批的草稿版本", "The plan has a draft version already"),
    PLAN_VERSION_APPROVED(409, "该版本已审批，不可更改", "The version is approved and never changes"),
    PLAN_START_TOO_EARLY(409, "生效月份不晚于已有版本或已计算的月份", "A version or a run of this month or a later one exists"),
    PLAN_NOT_IN_FORCE(409, "该月没有生效的方案版本", "No version of the plan is in force in this month"),
    PLAN_RULES_OVERLAP(422, "同一层级同一对象的规则日期重叠", "Two rules of one level and target overlap in time"),
    PLAN_PRODUCT_UNKNOWN(422, "规则所指产品不存在", "A rule names a product that does not exist"),
    COMMISSION_SECOND_PERSON(403, "须由另一人审批", "A second person must approve this"),
    COMMISSION_MONTH_OPEN(409, "该月份尚未结束", "The month is not over"),
    COMMISSION_RUN_IN_FLIGHT(409, "该方案正在处理，请稍后再试", "The plan is being worked on; try again"),
    COMMISSION_PREVIEW_OPEN(409, "该方案另有未审批的月份", "Another month of the plan is not approved yet"),
    COMMISSION_NOT_CALCULATED(409, "尚未计算完成", "This is not calculated yet"),
    COMMISSION_RUN_DISCARDED(409, "该次计算已作废", "The run was discarded while it was calculated"),
    COMMISSION_RUN_FINAL(409, "该月佣金已审批，不可更改", "The run is approved and never changes"),
    COMMISSION_RUN_OUTDATED(409, "预览后订单已变动，请重新计算", "Orders changed since the preview; discard it and run again"),
    ORDER_SHARES_SETTLED(409, "订单已结清，不能再调整分成", "The order is settled; its shares stay"),
    ORDER_SHARES_NOT_WHOLE(422, "分成比例之和必须等于 1", "The fractions must add up to exactly 1"),
    ORDER_SHARER_UNKNOWN(422, "分成人员不是在职销售人员", "A share is not for active sales staff"),
    NOTHING_TO_CLAW_BACK(409, "该订单没有可追回的佣金", "The order has no commission left to claw back"),
    CLAWED_BACK_ALREADY(409, "该订单佣金已申请追回", "The order's commission is being clawed back already");

    private final int status;
    private final String zh;
    private final String en;

    CommissionProblem(int status, String zh, String en) {
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
