package io.wealthcrm.privacy;

/** What a customer's data is about, as people are told. */
enum PrivacySection {
    PROFILE("基本资料", "Profile"),
    ACCOUNT("账户与设备", "Account and devices"),
    CONSENTS("授权与撤回", "Consents"),
    CONTACTS("联络与拜访", "Contacts and visits"),
    SUITABILITY("适当性资料", "Suitability"),
    ORDERS("订单、持仓与兑付", "Orders, holdings and payouts"),
    FAMILY("关系与家庭", "Relations and households"),
    COMPLAINTS("投诉与服务请求", "Complaints and requests"),
    CHAT("会话与咨询", "Messages and consultations"),
    WORK("内部跟进", "The firm's own planning"),
    TRACES("处理记录", "Records of the processing");

    private final String zh;
    private final String en;

    PrivacySection(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    String zh() {
        return zh;
    }

    String en() {
        return en;
    }
}
