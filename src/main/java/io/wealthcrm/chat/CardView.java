package io.wealthcrm.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A card as its reader sees it now; whose sight does not reach what it stands for gets type and id alone.
 *
 * @param title name of the product or customer, product of the order
 * @param detail code of the product, customer of the order, tier of the customer
 * @param status of the product or order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CardView(String type, UUID id, String title, String detail, String status) {}
