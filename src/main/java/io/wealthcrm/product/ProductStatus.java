package io.wealthcrm.product;

/** Where a product stands; a product whose closing time has passed counts as closed, whatever its row says. */
public enum ProductStatus {
    /** Being prepared by operations; nobody else sees it. */
    DRAFT,
    /** On the shelf. */
    OPEN,
    /** No longer booked; its orders and holdings live on. */
    CLOSED
}
