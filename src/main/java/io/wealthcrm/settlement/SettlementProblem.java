package io.wealthcrm.settlement;

import io.wealthcrm.shared.ProblemCode;

/** What may be wrong with a request to the back office. */
enum SettlementProblem implements ProblemCode {
    LEDGER_UNBALANCED(422, "借贷不平衡", "Debits and credits differ"),
    UNKNOWN_ACCOUNT(422, "会计科目或产品不存在", "No such account or product"),
    PERIOD_CLOSED(409, "该会计期间已结账", "The period is closed"),
    PERIOD_NOT_OVER(409, "该会计期间尚未结束", "The period is not over"),
    PERIOD_IN_USE(409, "该会计期间尚有执行中的批次", "A run of the period is still under way"),
    WRONG_PRODUCT_KIND(422, "产品类型不支持此操作", "Not for a product of this kind"),
    DAY_IN_FUTURE(422, "日期不能晚于今天", "The day lies in the future"),
    NOT_A_BUSINESS_DAY(422, "不是交易日或工作日", "Not a business day"),
    NAV_MISSING(409, "该日净值尚未公布", "There is no net asset value for that day"),
    DEALING_DAY_OUT_OF_ORDER(409, "之后的交易日已清算", "A later dealing day is cleared already"),
    EARLIER_DEALING_DAY(409, "有持仓应按更早的净值确认", "Some holdings belong to an earlier dealing day"),
    NOTHING_TO_CLEAR(409, "没有待确认份额的持仓", "No holding waits for its shares"),
    NOTHING_TO_DISTRIBUTE(409, "没有可分配的持仓", "No holding would receive anything"),
    UNCLEARED_HOLDINGS(409, "尚有持仓未确认份额", "Some holdings have no shares yet"),
    RECORD_DATE_OUT_OF_ORDER(409, "之后的登记日已分配", "A later record date is distributed already"),
    INTEREST_PERIOD_OVERLAPS(409, "计息期间与已付利息重叠", "Interest for some of these days is paid already"),
    DIVIDEND_ALREADY_DISTRIBUTED(409, "该登记日的红利已分配", "The dividend of this record date is distributed already"),
    DIVIDEND_REST_DIFFERS(409, "总额须等于中止的红利分配中未付部分", "The total must be what the given-up dividend left unpaid"),
    DISTRIBUTION_EXCEEDS_CASH(409, "分配金额超过产品可用资金", "The distribution is larger than the product's cash"),
    RUN_UNDER_WAY(409, "该产品已有进行中的批次", "The product has a run under way"),
    RUN_IN_PROGRESS(409, "批次正在执行", "The run is being executed"),
    RUN_STALE(409, "批次内容已变化，请重新编制", "The run is out of date; prepare it again"),
    ILLEGAL_RUN_STATE(409, "批次当前状态不允许此操作", "The state does not allow this"),
    SECOND_PERSON_REQUIRED(409, "须由编制人以外的人复核", "Somebody other than the preparer must do this"),
    PAYOUT_NOT_DUE(409, "兑付款当前状态不允许此操作", "The payout's state does not allow this"),
    PAYOUT_ACCOUNT_MISSING(409, "有客户缺少银行账户", "Some customers have no bank account on file"),
    PAYOUT_IN_APPROVAL(409, "该批次须按审批流程处理", "The batch goes by its approval"),
    PAYOUT_NOT_IN_APPROVAL(409, "该批次没有进行中的审批", "No approval of the batch is open"),
    PAYOUT_BEFORE_PAY_DAY(409, "尚未到兑付日，不能放行", "The pay day has not come"),
    BANK_FILE_GONE(
            410,
            "付款文件中有客户的记录已按期删除，文件不再提供",
            "Records of a payee were erased in due time, so the file is no longer given"),
    NOTHING_TO_PAY(409, "没有待付的兑付款", "No payout is due"),
    RESULT_FILE_INVALID(422, "银行回盘文件有误", "The result file is not valid"),
    RESULT_LINE_UNKNOWN(422, "回盘文件含有不属于该批次的明细", "The result file has lines that are not of this batch"),
    RESULT_AMOUNT_WRONG(422, "回盘金额与付款金额不一致", "The result file has other amounts than were paid"),
    RESULT_ALREADY_SETTLED(409, "回盘文件含有已处理的明细", "The result file has lines that are settled already");

    private final int status;
    private final String zh;
    private final String en;

    SettlementProblem(int status, String zh, String en) {
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
