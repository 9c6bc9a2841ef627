package io.wealthcrm.exchange;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How files word what the service keeps as one of a few kinds: the kind's own name, or what people write. */
final class Wording {
    private static final Map<CustomerField, Map<String, String>> KINDS = Map.of(
            CustomerField.GENDER,
            words("MALE 男 男性 先生 m", "FEMALE 女 女性 女士 f", "OTHER 其他 未知 保密"),
            CustomerField.OCCUPATION,
            words(
                    "BUSINESS_OWNER 企业主 企业家 老板 私营企业主",
                    "EXECUTIVE 高管 企业高管",
                    "CIVIL_SERVANT 公务员",
                    "LAWYER 律师",
                    "DOCTOR 医生",
                    "TEACHER 教师 老师",
                    "FINANCE 金融 金融从业 金融从业者",
                    "ENGINEER 工程师",
                    "ACCOUNTANT 会计 会计师",
                    "ARTIST 艺术家",
                    "SELF_EMPLOYED 个体户 个体 自由职业",
                    "EMPLOYEE 职员 员工 企业职员 上班族",
                    "INVESTOR 投资人 投资者",
                    "HOMEMAKER 家庭主妇 全职太太 主妇",
                    "RETIRED 退休",
                    "OTHER 其他"),
            CustomerField.CHANNEL,
            words(
                    "REFERRAL 转介绍 介绍 推荐",
                    "EVENT 活动 沙龙",
                    "WEBSITE 网站 官网",
                    "MEMBER_APP app 会员app",
                    "CALL 电话 电销 陌拜",
                    "PARTNER 合作 合作伙伴",
                    "BANK 银行",
                    "ADVERTISING 广告",
                    "ADVISOR_NETWORK 顾问人脉 人脉 自拓",
                    "WALK_IN 到访 上门",
                    "OTHER 其他"),
            CustomerField.ASSET_BAND,
            words(
                    "BELOW_1M 100万以下 <100万",
                    "FROM_1M_TO_3M 100万-300万 100-300万",
                    "FROM_3M_TO_6M 300万-600万 300-600万",
                    "FROM_6M_TO_10M 600万-1000万 600-1000万",
                    "FROM_10M_TO_50M 1000万-5000万 1000-5000万",
                    "ABOVE_50M 5000万以上 >5000万"));

    private static final Map<String, String> TRUTHS = words("true 是 yes y 1 有 √", "false 否 no n 0 无 ×");

    private Wording() {}

    /** The kind's name; null when the word is not known. */
    static String kind(CustomerField field, String word) {
        return KINDS.get(field).get(plain(word));
    }

    /** Whether the word affirms; null when it is not known. */
    static Boolean truth(String word) {
        String truth = TRUTHS.get(plain(word));
        return truth == null ? null : Boolean.valueOf(truth);
    }

    private static Map<String, String> words(String... kinds) {
        Map<String, String> names = new HashMap<>();
        for (String kind : kinds) {
            String[] words = kind.split(" ");
            for (String word : words) {
                names.put(plain(word), words[0]);
            }
        }
        return Map.copyOf(names);
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT)
                .replaceAll("[\\s_]", "")
                .replace('～', '-')
                .replace('~', '-')
                .replace('—', '-')
                .replace('至', '-');
    }
}
