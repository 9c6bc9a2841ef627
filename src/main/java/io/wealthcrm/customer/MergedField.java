package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One field of two files that become one.
 *
 * @param field as in the customer's profile
 * @param survivor the survivor's value, phone and ID number masked; left out where there is none
 * @param merged the other's likewise
 * @param chosen whose it is from then on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MergedField(String field, JsonNode survivor, JsonNode merged, Side chosen) {}
