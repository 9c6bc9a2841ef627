package io.wealthcrm.product;

import io.wealthcrm.shared.ProblemCode;

/** Codes of products and their quota. */
public enum ProductProblem implements ProblemCode {
    PRODUCT_CODE_TAKEN(409, "产品代码已存在", "The product code is taken"),
    PRODUCT_CLOSED(409, "产品不在募集期", "The product is not open"),
    QUOTA_EXHAUSTED(409, "产品额度不足", "Not enough quota is left"),
    SEATS_EXHAUSTED(409, "产品投资者人数已满", "The product has no seat left"),
    QUOTA_BELOW_HELD(409, "额度低于已占用部分", "The quota is below what orders hold"),
    TERMS_FIXED(409, "产品已发布，条款不可更改", "The terms of a launched product cannot change"),
    MINIMUM_BELOW_REGIME(422, "起投金额低于监管下限", "The minimum is below what the product's regime demands"),
    SEATS_ABOVE_REGIME(422, "投资者人数上限超过监管规定", "More investors than the product's regime allows"),
    NO_BENCHMARK(422, "产品未设业绩比较基准，无法测算", "The product has no benchmark to project from"),
    NAV_EXISTS(409, "该日净值已存在", "That day's net asset value is already there"),
    NAV_IN_FUTURE(422, "净值日期不能晚于今天", "A net asset value cannot be of a day to come");

    private final int status;
    private final String zh;
    private final String en;

    ProductProblem(int status, String zh, String en) {
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
