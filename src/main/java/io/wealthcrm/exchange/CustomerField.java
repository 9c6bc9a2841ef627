package io.wealthcrm.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a column may hold, and how headers call it; an English name is that of {@code POST /customers}. */
enum CustomerField {
    NAME("name", "姓名", "客户姓名", "客户名称", "客户", "名字", "名称", "customer", "customername", "fullname", "clientname"),
    PHONE(
            "phone",
            "手机",
            "手机号",
            "手机号码",
            "电话",
            "电话号码",
            "联系电话",
            "联系方式",
            "移动电话",
            "mobile",
            "mobilephone",
            "cell",
            "cellphone",
            "telephone",
            "tel",
            "phonenumber",
            "mobilenumber"),
    GENDER("gender", "性别", "sex"),
    BIRTHDAY("birthday", "生日", "出生日期", "出生年月日", "birthdate", "dateofbirth", "dob"),
    ID_NUMBER(
            "idNumber",
            "身份证",
            "身份证号",
            "身份证号码",
            "证件号",
            "证件号码",
            "居民身份证号码",
            "idcard",
            "idno",
            "idcardnumber",
            "identitynumber"),
    OCCUPATION("occupation", "职业", "profession", "job"),
    CITY("city", "城市", "所在城市", "居住城市", "现居城市", "residence"),
    HOMETOWN("hometown", "籍贯", "家乡", "户籍", "nativeplace", "birthplace"),
    CHANNEL("channel", "渠道", "来源", "客户来源", "获客渠道", "source", "leadsource"),
    ASSET_BAND("assetBand", "资产", "资产规模", "资产等级", "可投资资产", "资产区间", "assets", "aum"),
    INTERESTS("interests", "兴趣", "爱好", "兴趣爱好", "hobbies", "interest");

    private final String jsonName;
    private final List<String> headers;

    CustomerField(String jsonName, String... headers) {
        this.jsonName = jsonName;
        this.headers = List.of(headers);
    }

    String jsonName() {
        return jsonName;
    }

    /** What the header means; null when it is none of ours. */
    static CustomerField of(String header) {
        String bare = bare(header);
        return Arrays.stream(values())
                .filter(field -> field.jsonName.toLowerCase(Locale.ROOT).equals(bare) || field.headers.contains(bare))
                .findFirst()
                .orElse(null);
    }

    /** {@code customername} for {@code *Customer Name（必填）}. */
    static String bare(String header) {
        return header.replaceAll("[(（\\[【].*", "")
                .replaceAll("[^\\p{L}\\p{N}]", "")
                .toLowerCase(Locale.ROOT);
    }
}
