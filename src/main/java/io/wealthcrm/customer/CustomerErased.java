package io.wealthcrm.customer;

import java.util.List;
import java.util.UUID;

/**
 * What no article keeps of a customer is gone (个人信息删除), and what one keeps is for compliance and operations alone.
 *
 * @param accounts the customer's own, also former ones
 */
public record CustomerErased(UUID customerId, List<UUID> accounts) {}
