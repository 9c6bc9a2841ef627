package io.wealthcrm.segment;

import io.wealthcrm.shared.ProblemCode;

/** Codes of tiers and segments. */
enum SegmentProblem implements ProblemCode {
    TIER_FEEDBACK_OPEN(409, "该客户已有待处理的分级反馈", "Feedback on this customer's tier is awaiting an answer"),
    TIER_FEEDBACK_ENDED(409, "该分级反馈已处理或撤回", "The feedback has been answered or withdrawn"),
    TIER_UNCHANGED(422, "建议等级与当前等级相同", "The customer is of that tier already"),
    OWN_TIER_FEEDBACK(403, "不能处理自己提出的分级反馈", "Nobody answers their own feedback"),
    SEGMENT_NAME_TAKEN(409, "您已有同名客群", "You have a segment of that name");

    private final int status;
    private final String zh;
    private final String en;

    SegmentProblem(int status, String zh, String en) {
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
