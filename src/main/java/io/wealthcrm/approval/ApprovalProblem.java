package io.wealthcrm.approval;

import io.wealthcrm.shared.ProblemCode;

/** What may be wrong with a request about approvals. */
enum ApprovalProblem implements ProblemCode {
    FLOW_KIND_TAKEN(409, "该类型的审批流已存在", "There is a flow of this kind already"),
    FLOW_VERSION_FIXED(409, "该版本已启用，不能再修改", "The version has been activated and is fixed"),
    APPROVAL_ENDED(409, "该审批已结束", "The approval has ended"),
    STEP_NOT_OPEN(409, "该步骤已由他人处理或尚未轮到", "Somebody decided the step, or its turn has not come"),
    DECIDED_ELSEWHERE(409, "请在对应业务中审批", "This is decided where its subject is"),
    NO_APPROVAL_FLOW(422, "没有适用的审批流", "No flow applies to the request"),
    DELEGATE_UNFIT(422, "受托人不能代行该角色", "The delegate cannot stand in for this role"),
    OWN_REQUEST(403, "不能审批自己的申请", "Nobody decides a request of their own"),
    NOT_YOUR_STEP(403, "您不是该审批的审批人", "You are no approver of this request");

    private final int status;
    private final String zh;
    private final String en;

    ApprovalProblem(int status, String zh, String en) {
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
