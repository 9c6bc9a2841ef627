package io.wealthcrm.bench;

import java.util.List;

/**
 * Something people do all day.
 *
 * @param share of a mixed day, in per cent
 * @param leaves the table in which each of its requests leaves a row; null for those that read
 * @param upload the body in which each of its requests brings a file; null for those that bring none
 * @param calls different requests of it, by different people
 * @param ofOne those of one person, whose sight can be settled for good on a connection; among {@code calls} too
 */
public record Workload(
        String name, int share, String leaves, byte[] upload, List<HttpCall> calls, List<HttpCall> ofOne) {}
