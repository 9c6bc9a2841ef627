package io.wealthcrm.customer;

import io.wealthcrm.shared.ProblemCode;

/** Codes of the customer's file. */
enum CustomerProblem implements ProblemCode {
    DUPLICATE_CUSTOMER(409, "客户已存在", "This customer exists already"),
    POSSIBLE_DUPLICATE(
            409,
            "可能已有此客户，确认不是同一人后可提交 confirmNew",
            "Somebody much alike exists; send confirmNew if nobody on file is meant"),
    DUPLICATE_RELATION(409, "该关系已存在", "This relation exists already"),
    RELATION_CYCLE(409, "该关系会形成循环，如成为自己的长辈", "The relation closes a circle: nobody is an ancestor of himself"),
    CONTRADICTING_RELATION(409, "与两人已有的亲属关系矛盾", "Contradicts how the two are related already"),
    MERGE_MERGED(409, "客户已被合并", "One of the two has been merged already"),
    MERGE_ERASED(409, "客户信息已删除，不能合并", "One of the two is erased"),
    MERGE_IN_COOLING_OFF(409, "客户处于冷静期，暂不能合并", "One of the two is in a cooling-off; merge after the call-back"),
    DIFFERENT_ID_NUMBERS(409, "两位客户的身份证号不同，须由合规人员选定", "Their ID numbers differ; only compliance may choose one"),
    INVALID_ID_NUMBER(422, "身份证号码无效", "Not a valid ID number"),
    UNKNOWN_ADVISOR(422, "理财顾问不存在、不在您的团队或即将离职", "No such advisor below you, or one about to leave"),
    UNKNOWN_RELATED_CUSTOMER(422, "关联客户不存在", "No such related customer"),
    UNKNOWN_EVIDENCE(422, "证明文件不存在", "No such evidence file of this customer"),
    ASSESSMENT_TERM(422, "风险测评有效期最长三年，且须在有效期内", "An assessment holds at most three years and must hold today"),
    CERTIFICATION_TERM(422, "合格投资者认定有效期最长三年，且须在有效期内", "A certification holds at most three years and must hold today"),
    CERTIFICATION_REVIEWED(409, "该认定已审核", "This certification is reviewed already"),
    SUBMITTER_MAY_NOT_REVIEW(403, "不能审核自己提交的认定", "Nobody reviews a certification of their own"),
    NOT_ASSESSED(422, "客户没有有效的风险测评", "The customer has no assessment that holds"),
    LOWEST_CATEGORY(422, "最低风险承受能力类别的客户不得购买更高风险的产品", "The lowest category may not go beyond its own level"),
    UNKNOWN_PRODUCT(422, "产品不存在", "No such product"),
    MARKETING_NOT_CONSENTED(422, "客户未同意接收营销信息", "The customer has not consented to marketing at all"),
    BELOW_QUALIFICATION(422, "未达到合格投资者标准", "Below the qualified-investor threshold"),
    FIELD_NOT_WRITABLE(403, "您不能填写该字段", "You may not write this field"),
    SENSITIVE_CONSENT_MISSING(422, "缺少客户对处理敏感个人信息的单独同意", "The customer has not consented to sensitive data"),
    EXTRA_FIELD_EXISTS(409, "该字段键已被使用", "This key is taken"),
    TOO_MANY_EXTRA_FIELDS(409, "自定义字段已达上限", "No more extra fields may be defined");

    private final int status;
    private final String zh;
    private final String en;

    CustomerProblem(int status, String zh, String en) {
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
