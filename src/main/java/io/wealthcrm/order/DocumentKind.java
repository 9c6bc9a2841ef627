package io.wealthcrm.order;

import java.util.EnumSet;
import java.util.Set;

/** What a paper of an order shows. */
enum DocumentKind {
    /** 合同照片. */
    CONTRACT_PHOTO,
    /** 身份证件. */
    ID_DOCUMENT,
    /** 风险揭示书. */
    RISK_DISCLOSURE,
    /** 付款凭证; the only one that may come after submission, and none is needed. */
    PAYMENT_PROOF;

    /** The papers without which nothing is submitted. */
    static Set<DocumentKind> required() {
        return EnumSet.of(CONTRACT_PHOTO, ID_DOCUMENT, RISK_DISCLOSURE);
    }

    boolean allowedIn(OrderStatus status) {
        return status.editable()
                || this == PAYMENT_PROOF && (status == OrderStatus.SUBMITTED || status == OrderStatus.APPROVED);
    }
}
