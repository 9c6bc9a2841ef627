package io.wealthcrm.order;

import io.wealthcrm.identity.Role;
import io.wealthcrm.product.Regime;
import io.wealthcrm.shared.Language;
import java.util.List;

/** What an order has to pass, in the order of the law; each names its rule and who can mend it. */
enum Gate {
    /** 风险测评. */
    RISK_ASSESSMENT(
            "《私募投资基金募集行为管理办法》第十八条：风险测评有效期不超过三年",
            "Measures for Raising Private Funds, art. 18: a risk assessment, at most three years old",
            Role.ADVISOR),
    /** 适当性匹配. */
    SUITABILITY(
            "《证券期货投资者适当性管理办法》第十九条、《私募投资基金募集行为管理办法》第二十一条：客户风险承受能力应覆盖产品风险等级",
            "Suitability Measures, art. 19, and Measures for Raising Private Funds, art. 21: the customer's level covers the product's",
            Role.ADVISOR),
    /** 合格投资者确认. */
    QUALIFIED_INVESTOR(
            "《私募投资基金募集行为管理办法》第二十七条、第二十八条：合格投资者确认，单只基金不低于100万元",
            "Measures for Raising Private Funds, arts. 27 and 28: a qualified investor, at least CNY 1,000,000 per fund",
            Role.ADVISOR),
    /** 合同签署. */
    CONTRACT(
            "《私募投资基金募集行为管理办法》第二十九条：完成合格投资者确认后签署合同",
            "Measures for Raising Private Funds, art. 29: the contract is signed after the investor is confirmed as qualified",
            Role.ADVISOR),
    /** 风险揭示书等材料. */
    DOCUMENTS(
            "《私募投资基金募集行为管理办法》第二十六条：签署风险揭示书并留存材料",
            "Measures for Raising Private Funds, art. 26: the risk disclosure is signed and the papers are kept",
            Role.ADVISOR),
    /** 合规审批. */
    APPROVAL(
            "公司制度：订单须经合规人员审批，审批人不得为预约人",
            "The firm's rule: compliance approves, never the person who booked",
            Role.COMPLIANCE),
    /** 认购款. */
    PAYMENT(
            "《私募投资基金募集行为管理办法》第二十九条：付款人须为投资者本人，金额须与订单一致",
            "Measures for Raising Private Funds, art. 29: the investor pays, and pays the order's amount",
            Role.OPERATIONS),
    /** 投资冷静期. */
    COOLING_OFF(
            "《私募投资基金募集行为管理办法》第二十九条：自签署合同并付款后起算，不少于二十四小时，期间不得主动联系投资者",
            "Measures for Raising Private Funds, art. 29: at least 24 hours from signing and payment, during which the investor is not contacted"),
    /** 回访确认. */
    CALLBACK(
            "《私募投资基金募集行为管理办法》第三十条、第三十一条：冷静期满后由非销售人员回访，回访成功前投资者可解除合同",
            "Measures for Raising Private Funds, arts. 30 and 31: called back by someone outside sales; until then the investor may rescind",
            Role.CALLBACK);

    private final String zh;
    private final String en;
    private final List<Role> fixableBy;

    Gate(String zh, String en, Role... fixableBy) {
        this.zh = zh;
        this.en = en;
        this.fixableBy = List.of(fixableBy);
    }

    /** The rule's text; products other than private funds keep it because the firm says so, not that article. */
    String rule(Regime regime, Language language) {
        boolean privateFund = regime == Regime.PRIVATE_SECURITIES_FUND || regime == Regime.PRIVATE_EQUITY_FUND;
        return privateFund || this == APPROVAL
                ? language.choose(zh, en)
                : language.choose("公司参照执行：" + zh, "Kept by the firm's rule: " + en);
    }

    List<Role> fixableBy() {
        return fixableBy;
    }

    /** True for the gates that must be passed before compliance sees the order. */
    boolean beforeSubmission() {
        return ordinal() < APPROVAL.ordinal();
    }
}
