package io.wealthcrm.approval;

/** A flow's version, from draft to end. */
enum VersionStatus {
    /** 草稿. */
    DRAFT,
    /** 启用: new requests take it; at most one of a flow. */
    ACTIVE,
    /** 停用: requests under way go on with it. */
    RETIRED
}
