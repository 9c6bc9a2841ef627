package io.wealthcrm.attrition;

import io.wealthcrm.shared.ProblemCode;

/** Codes of the early warning. */
enum AttritionProblem implements ProblemCode {
    ATTRITION_WARNING_ENDED(409, "该流失预警已结束", "The warning has ended");

    private final int status;
    private final String zh;
    private final String en;

    AttritionProblem(int status, String zh, String en) {
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
