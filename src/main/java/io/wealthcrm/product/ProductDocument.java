package io.wealthcrm.product;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A paper that explains a product (产品资料). Never changed once there. */
@Entity
@Table(name = "product_documents")
class ProductDocument {
    /** What the paper is. */
    enum Kind {
        /** 推介材料. */
        BROCHURE,
        /** 招募说明书. */
        PROSPECTUS,
        /** 合同范本. */
        CONTRACT_TEMPLATE,
        /** 风险揭示书. */
        RISK_DISCLOSURE,
        /** 定期报告. */
        REPORT,
        OTHER
    }

    @Id
    UUID id;

    UUID productId;
    UUID fileId;

    @Enumerated(EnumType.STRING)
    Kind kind;

    String title;
    Instant addedAt;
    UUID addedBy;
}
