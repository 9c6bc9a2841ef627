package io.wealthcrm.shared;

/** Codes of taking an operation back. */
enum RestorationProblem implements ProblemCode {
    ALREADY_UNDONE(409, "该操作已撤销", "This has been taken back already"),
    UNDO_EXPIRED(409, "已超过可撤销的期限", "It is too late to take this back"),
    CHANGED_SINCE(409, "相关记录此后已被修改，无法撤销", "Records were changed since; this cannot be taken back");

    private final int status;
    private final String zh;
    private final String en;

    RestorationProblem(int status, String zh, String en) {
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
