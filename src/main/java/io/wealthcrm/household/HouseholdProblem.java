package io.wealthcrm.household;

import io.wealthcrm.shared.ProblemCode;

/** Codes of households. */
enum HouseholdProblem implements ProblemCode {
    UNKNOWN_HOUSEHOLD_MEMBER(422, "成员客户不存在", "No such customer to be a member"),
    ALREADY_MEMBER(422, "同一客户只能列出一次", "A customer is a member once"),
    HEAD_TAKEN(409, "该家庭已有决策人", "The household has a head already"),
    HOUSEHOLD_FULL(409, "该家庭成员已达上限", "The household has as many members as it may have");

    private final int status;
    private final String zh;
    private final String en;

    HouseholdProblem(int status, String zh, String en) {
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
