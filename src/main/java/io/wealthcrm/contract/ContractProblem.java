package io.wealthcrm.contract;

import io.wealthcrm.shared.ProblemCode;

/** What may be wrong with a request about paper contracts. */
enum ContractProblem implements ProblemCode {
    CONTRACT_NUMBERS_TAKEN(409, "号段与已登记的合同编号重叠", "Some of the numbers are registered already"),
    BATCH_NOT_MOVABLE(409, "批次当前状态不允许此操作", "The batch's state does not allow this"),
    CONTRACT_NOT_MOVABLE(409, "合同当前状态不允许此操作", "The contract's state does not allow this"),
    UNKNOWN_HOLDER(422, "领用人或部门不存在", "There is no such advisor or unit"),
    UNKNOWN_CONTRACT_PRODUCT(422, "产品不存在", "There is no such product"),
    UNKNOWN_CONTRACT_NUMBER(422, "合同编号未登记", "The contract number is not registered"),
    CONTRACT_PRODUCT_MISMATCH(422, "合同不属于该产品", "The contract is of another product"),
    CONTRACT_HOLDER_MISMATCH(422, "合同不在该理财顾问或其部门名下", "The contract is not held by the advisor or the advisor's branch"),
    CONTRACT_ORDER_MISMATCH(422, "合同编号与订单不符", "The contract does not belong to the order");

    private final int status;
    private final String zh;
    private final String en;

    ContractProblem(int status, String zh, String en) {
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
