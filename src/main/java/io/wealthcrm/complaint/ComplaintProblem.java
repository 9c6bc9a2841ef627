package io.wealthcrm.complaint;

import io.wealthcrm.shared.ProblemCode;

/** Codes of complaints and service requests. */
enum ComplaintProblem implements ProblemCode {
    COMPLAINT_STATE(409, "当前状态不允许此操作", "Its state does not allow this"),
    COMPLAINT_RATED(409, "该投诉或服务请求已评价", "It has been rated"),
    ESCALATED_TO_THE_TOP(409, "已升级至最高级别", "It has been escalated to the top"),
    CONFLICT_OF_INTEREST(422, "被投诉人不得经办该投诉", "Whom a complaint is about may not work on it"),
    COMPLAINT_ASSIGNEE_UNKNOWN(
            422, "经办人不存在或不能经办该客户的事项", "The person does not exist or cannot work on this customer's matters"),
    UNKNOWN_SUBJECT(422, "被投诉人、订单或产品不存在", "Whom or what it is about does not exist"),
    NOT_THE_ASSIGNEE(403, "仅经办人可执行此操作", "Only who has it may do this"),
    ANSWERER_MAY_NOT_CLOSE(403, "答复人不得办结自己答复的投诉", "Nobody closes a complaint they answered themselves");

    private final int status;
    private final String zh;
    private final String en;

    ComplaintProblem(int status, String zh, String en) {
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
