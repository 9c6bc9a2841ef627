package io.wealthcrm.duplicate;

import io.wealthcrm.shared.ProblemCode;

/** Codes of duplicates and of merging. */
enum DuplicateProblem implements ProblemCode {
    MERGE_SAME(422, "不能将客户与自己合并", "A customer cannot be merged with himself"),
    PREVIEW_OUTDATED(409, "预览后客户资料已变化，请重新预览", "The files have changed since the preview; look again"),
    LATER_MERGE(409, "保留的客户此后又参与了合并，请先撤销后者", "The survivor was merged again since; take that back first"),
    PAIR_DECIDED(409, "该重复对已处理", "This pair has been decided already");

    private final int status;
    private final String zh;
    private final String en;

    DuplicateProblem(int status, String zh, String en) {
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
