package io.wealthcrm.customer;

import java.util.List;
import java.util.Map;

/**
 * Two files that became one.
 *
 * @param fields those that either had, with the values of both
 * @param moved how many rows went over to the survivor, by relation
 */
public record MergedFiles(List<MergedField> fields, Map<String, Long> moved) {}
