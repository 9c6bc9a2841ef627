package io.wealthcrm.contribution;

import java.util.List;

/**
 * What the channels cost and brought in some months.
 *
 * @param from the first month, {@code to} the last
 * @param channels those with a cost or a customer, by name, customers of no known channel last
 * @param total of all of them
 */
record ChannelReport(String from, String to, List<ChannelReturn> channels, ChannelReturn total) {}
