package io.wealthcrm.order;

import io.wealthcrm.shared.ProblemCode;

/** What may be wrong with a request about an order. */
enum OrderProblem implements ProblemCode {
    ILLEGAL_TRANSITION(409, "订单当前状态不允许此操作", "The order's state does not allow this"),
    GATES_BLOCKED(409, "订单尚有未通过的审查项", "Some of the order's gates are not passed"),
    COOLING_OFF_NOT_OVER(409, "投资冷静期尚未结束，不得回访", "The cooling-off is not over; no call-back yet"),
    CALLBACK_REQUIRED(409, "该产品类型须经回访确认", "This regime's orders are confirmed by a call-back"),
    DISCOUNT_PENDING(409, "费用折扣尚待审批", "A discount on the fee is yet to be decided"),
    CONTRACT_NUMBER_USED(409, "该合同编号已被使用", "The contract number is already used"),
    BANK_REFERENCE_USED(409, "该银行流水号已被使用", "The bank reference is already used"),
    BELOW_MINIMUM(422, "金额低于产品起购金额", "The amount is below the product's minimum"),
    NOT_IN_INCREMENTS(422, "金额不符合产品递增单位", "The amount is not in the product's increments"),
    UNSUITABLE(422, "产品风险等级超出客户风险承受能力", "The product's risk exceeds what the customer may bear"),
    NO_FEE_TO_DISCOUNT(422, "该产品不收认购费", "The product charges no subscription fee"),
    DISCOUNT_EXCEEDS_LEEWAY(422, "折扣超出该客户的权限", "The discount is more than the customer's leeway"),
    PAYER_MISMATCH(422, "付款人与客户姓名不一致", "The payer's name is not the customer's"),
    PAYMENT_AMOUNT_MISMATCH(422, "付款金额与订单金额不一致", "The amount paid is not the order's"),
    CALLBACK_NOT_AFFIRMED(422, "回访问题未全部得到肯定答复", "Not every call-back question was affirmed"),
    BOOKER_MAY_NOT_APPROVE(403, "不能审批自己的订单", "Nobody approves an order of their own"),
    CALLER_IN_ORDER_LINE(403, "经办或审批该订单的人员不得回访", "Who sold or approved the order may not make its call-back"),
    SALES_MAY_NOT_CALL_BACK(403, "销售人员不得进行回访", "Sales staff may not make the call-back");

    private final int status;
    private final String zh;
    private final String en;

    OrderProblem(int status, String zh, String en) {
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
