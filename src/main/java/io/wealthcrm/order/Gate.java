package io.wealthcrm.order;

import io.wealthcrm.identity.Role;
import io.wealthcrm.product.RegimeTerms;
import java.util.List;

/** What an order has to pass, in the order of the law; the rule behind each is the regime's. Each names who can mend it. */
enum Gate {
    /** 风险测评. */
    RISK_ASSESSMENT(Role.ADVISOR),
    /** 适当性匹配. */
    SUITABILITY(Role.ADVISOR),
    /** 合格投资者确认. */
    QUALIFIED_INVESTOR(Role.ADVISOR),
    /** 非代持、不拆分承诺; only where the regime demands them apart from the risk disclosure. */
    DECLARATIONS(Role.ADVISOR),
    /** 合同签署. */
    CONTRACT(Role.ADVISOR),
    /** 风险揭示书等材料. */
    DOCUMENTS(Role.ADVISOR),
    /** 双录; only where the regime demands it. */
    DUAL_RECORDING(Role.ADVISOR),
    /** 合规审批. */
    APPROVAL(Role.COMPLIANCE),
    /** 认购款. */
    PAYMENT(Role.OPERATIONS),
    /** 投资冷静期. */
    COOLING_OFF,
    /** 费用折扣审批; only while one is asked for. */
    DISCOUNT(Role.FINANCE),
    /** 回访确认. */
    CALLBACK(Role.CALLBACK);

    private final List<Role> fixableBy;

    Gate(Role... fixableBy) {
        this.fixableBy = List.of(fixableBy);
    }

    List<Role> fixableBy() {
        return fixableBy;
    }

    /** Whether orders of the regime have to pass it at all. */
    boolean stands(RegimeTerms regime) {
        return switch (this) {
            case DECLARATIONS -> regime.declarationsRequired();
            case DUAL_RECORDING -> regime.dualRecordingRequired();
            default -> true;
        };
    }

    /** True for the gates that must be passed before compliance sees the order. */
    boolean beforeSubmission() {
        return ordinal() < APPROVAL.ordinal();
    }
}
