package io.wealthcrm.product;

import java.math.BigDecimal;

/**
 * The law a product is offered under (产品类型), with the law's least amount; the rest of what it demands are
 * {@link RegimeTerms}, which compliance keeps.
 */
public enum Regime {
    /** 私募证券投资基金. 《私募投资基金监督管理暂行办法》第十二条: at least ¥1,000,000 in one fund. */
    PRIVATE_SECURITIES_FUND("1000000.00"),
    /** 私募股权投资基金. The same article. */
    PRIVATE_EQUITY_FUND("1000000.00"),
    /** 资产管理计划. 《关于规范金融机构资产管理业务的指导意见》五: from ¥300,000 (fixed income) upwards. */
    ASSET_MANAGEMENT_PLAN("300000.00"),
    /** 集合资金信托计划. 《信托公司集合资金信托计划管理办法》第六条: at least ¥1,000,000. */
    TRUST("1000000.00");

    private final BigDecimal minimum;

    Regime(String minimum) {
        this.minimum = new BigDecimal(minimum);
    }

    /** The least amount of one order by law, in yuan; {@link RegimeTerms#minAmount} may be more. */
    public BigDecimal minimum() {
        return minimum;
    }
}
