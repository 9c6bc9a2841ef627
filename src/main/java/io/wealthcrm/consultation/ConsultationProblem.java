package io.wealthcrm.consultation;

import io.wealthcrm.shared.ProblemCode;

/** Codes of consultations. */
enum ConsultationProblem implements ProblemCode {
    CONSULTATION_OPEN_ALREADY(409, "您已有进行中的咨询", "A question of yours is still open"),
    CONSULTATION_TAKEN(409, "该咨询已由他人接待或已结束", "The question was taken by somebody else or is closed"),
    NOT_ON_DUTY(409, "您当前未值班", "You are not on duty"),
    CONSULTATION_NOT_OPEN(409, "咨询已结束", "The question is closed"),
    CONSULTATION_STILL_OPEN(409, "咨询尚未结束，不能评价", "A question is rated after it was closed"),
    CONSULTATION_RATED(409, "该咨询已评价", "The question has been rated"),
    UNKNOWN_ANSWERER(422, "接待人不存在或不能接待该咨询", "The person does not exist or cannot answer this question");

    private final int status;
    private final String zh;
    private final String en;

    ConsultationProblem(int status, String zh, String en) {
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
