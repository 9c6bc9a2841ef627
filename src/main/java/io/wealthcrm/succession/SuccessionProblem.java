package io.wealthcrm.succession;

import io.wealthcrm.shared.ProblemCode;

/** Codes of handing over. */
enum SuccessionProblem implements ProblemCode {
    TRANSFER_TO_SELF(422, "不能移交给本人", "Nobody hands over to themselves"),
    TRANSFER_TO_DEPARTED(422, "接手人已离职或即将离职", "Who is to take over has left or is about to"),
    UNKNOWN_HEIR(422, "接手人不存在、不是理财经理或不在您的管辖范围", "No advisor of yours who could take over"),
    NOT_THEIR_CUSTOMER(422, "所列客户不在移交人名下", "Some of the customers are not served by who hands over"),
    NOTHING_TO_TRANSFER(422, "没有符合条件的客户", "No customer fits"),
    CAPACITY_EXCEEDED(409, "接手人名下客户数量将超过上限", "Those who take over may not have so many customers"),
    NO_CARETAKER(422, "进行中的订单没有可接手的主管", "Nobody leads those whose orders are under way"),
    PLAN_OUTDATED(409, "预览之后情况已变化，请重新预览", "Things changed since the preview; look again"),
    ALREADY_OFFBOARDED(409, "该员工已办理离职交接", "This person has been offboarded already"),
    OWN_OFFBOARDING(409, "不能为自己办理离职交接", "Nobody offboards themselves"),
    COVER_UNFIT(422, "代管人和被代管人须为您管辖的两位在职理财经理", "Cover is between two active advisors of yours who lead nobody"),
    COVER_TWICE(409, "该时段已有相同的代管安排", "The same cover is there for these days"),
    COVER_CHAIN(409, "代管不能转手：其中一人已在代管或被代管", "Covers make no chains: one of the two covers or is covered already"),
    TOO_MANY_COVERS(409, "同一时段最多代管五位同事", "Nobody covers more than five at a time"),
    SUCCESSION_STATE(409, "当前状态不能执行此操作", "Not possible in this state");

    private final int status;
    private final String zh;
    private final String en;

    SuccessionProblem(int status, String zh, String en) {
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
