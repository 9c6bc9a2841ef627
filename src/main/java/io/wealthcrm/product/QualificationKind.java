package io.wealthcrm.product;

import java.math.BigDecimal;

/** What shows that somebody is a qualified investor (合格投资者), and the least the law demands in CNY. */
public enum QualificationKind {
    /** 金融资产. */
    FINANCIAL_ASSETS("3000000"),
    /** 近三年年均收入. */
    INCOME("500000"),
    /** 法人净资产. */
    ENTITY("10000000");

    private final BigDecimal least;

    QualificationKind(String least) {
        this.least = new BigDecimal(least);
    }

    /** By 《私募投资基金监督管理暂行办法》第十二条; a regime may ask for more. */
    public BigDecimal least() {
        return least;
    }
}
