package io.wealthcrm.performance;

import io.wealthcrm.shared.ProblemCode;

/** What may be wrong with a request about performance. */
enum PerformanceProblem implements ProblemCode {
    TARGET_PERIOD_OVER(409, "该期间已结束，目标不可更改", "The period is over; its targets stay"),
    TARGET_FROM_ABOVE(403, "本人及本单位的目标由上级设定", "Whoever leads you sets this target"),
    TARGET_MISSING(409, "没有可分解的目标", "There is no target to be split"),
    TARGETS_SET(409, "下级已有目标", "Targets below are set already"),
    NOBODY_TO_SPLIT_AMONG(409, "没有可分解的下级单位或人员", "There is nobody below to split it among");

    private final int status;
    private final String zh;
    private final String en;

    PerformanceProblem(int status, String zh, String en) {
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
