package io.wealthcrm.exchange;

import io.wealthcrm.customer.CustomerSummary;
import io.wealthcrm.shared.Language;
import java.util.function.Function;

/** What an export can tell of a customer. Phones come masked, as in the list. */
enum ExportColumn {
    NAME("姓名", "Name", CustomerSummary::name),
    PHONE("手机", "Phone", CustomerSummary::phone),
    GENDER("性别", "Gender", customer -> customer.gender()),
    OCCUPATION("职业", "Occupation", customer -> customer.occupation()),
    CITY("城市", "City", CustomerSummary::city),
    ASSET_BAND("资产规模", "Asset band", customer -> customer.assetBand()),
    TIER("客户等级", "Tier", customer -> customer.tier()),
    ADVISOR("理财顾问", "Advisor", CustomerSummary::advisorName),
    RISK_LEVEL("风险承受能力", "Risk level", customer -> customer.riskLevel()),
    RISK_VALID_UNTIL("风险测评有效期", "Risk level valid until", CustomerSummary::riskValidUntil),
    QUALIFIED_UNTIL("合格投资者有效期", "Qualified until", CustomerSummary::qualifiedUntil),
    LAST_CONTACT_AT("最近联系", "Last contact", CustomerSummary::lastContactAt),
    MARKETING_REFUSED("营销退订", "No marketing", customer -> customer.marketingRefused() ? "×" : null),
    CREATED_AT("建档时间", "On file since", CustomerSummary::createdAt);

    private final String zh;
    private final String en;
    private final Function<CustomerSummary, Object> value;

    ExportColumn(String zh, String en, Function<CustomerSummary, Object> value) {
        this.zh = zh;
        this.en = en;
        this.value = value;
    }

    String header(Language language) {
        return language == Language.EN ? en : zh;
    }

    /** The text of a cell; empty where nothing is known. */
    String of(CustomerSummary customer) {
        Object found = value.apply(customer);
        return found == null ? "" : found.toString();
    }
}
