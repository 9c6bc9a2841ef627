package io.wealthcrm.agenda;

import io.wealthcrm.shared.ProblemCode;

/** Codes of tasks and calendars. */
enum AgendaProblem implements ProblemCode {
    TASK_ENDED(409, "该待办已结束", "The task has ended"),
    UNKNOWN_ASSIGNEE(422, "执行人不存在、不在您的团队或看不到该客户", "No such person below you who sees this customer"),
    SLOT_TAKEN(409, "该时段已被占用", "The time is taken"),
    APPOINTMENT_ENDED(409, "该预约已结束", "The appointment has ended"),
    OUTSIDE_WORKING_HOURS(422, "不在工作时间内", "Outside the hours of work"),
    UNKNOWN_APPOINTMENT(422, "预约不存在、已结束或不是与该客户的预约", "No booked appointment of yours with this customer"),
    VISIT_OPEN(409, "您有尚未签退的拜访", "You have not checked out of another visit"),
    VISIT_ENDED(409, "该拜访已签退", "The visit has ended"),
    PLAN_RETIRED(409, "该跟进计划已停用", "The plan has been retired"),
    PLAN_RUNNING(409, "该客户正在执行此跟进计划", "The plan is under way with this customer"),
    PLAN_ENDED(409, "该跟进计划已结束", "The plan has ended");

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
