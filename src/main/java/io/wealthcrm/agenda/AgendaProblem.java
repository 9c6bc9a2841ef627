package io.wealthcrm.agenda;

import io.wealthcrm.shared.ProblemCode;

/** Codes of tasks and calendars. */
enum AgendaProblem implements ProblemCode {
    TASK_ENDED(409, "该待办已结束", "The task has ended"),
    UNKNOWN_ASSIGNEE(422, "执行人不存在、不在您的团队或看不到该客户", "No such person below you who sees this customer");

    private final int status;
    private final String zh;
    private final String en;

    AgendaProblem(int status, String zh, String en) {
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
