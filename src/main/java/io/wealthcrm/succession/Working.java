package io.wealthcrm.succession;

import io.wealthcrm.customer.Handover;
import io.wealthcrm.shared.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who gets whom, worked out: the same rows for the preview and for what is done. */
final class Working {
    private final Asked asked;
    private final Placing placing;

    Working(Asked asked, Placing placing) {
        this.asked = asked;
        this.placing = placing;
    }

    /** By the customers' ids. */
    List<Handover> handovers() {
        List<Handover> all = new ArrayList<>();
        placing.placed().forEach((customer, to) -> all.add(given(customer, to)));
        if (asked.plan() == Destination.POOL) {
            placing.unplaced().forEach(customer -> all.add(pooled(customer)));
        }
        all.sort(Comparator.comparing(Handover::customer));
        return all;
    }

    private Handover given(Served customer, Candidate to) {
        return new Handover(
                customer.id(), asked.leaver().id(), customer.unitId(), to.id(), to.unitId(), to.id(), to.unitId());
    }

    /** What is under way stays in the unit, with its lead. */
    private Handover pooled(Served customer) {
        UUID works = customer.openOrders() == 0 ? null : customer.leadId();
        return new Handover(
                customer.id(),
                asked.leaver().id(),
                customer.unitId(),
                null,
                customer.poolId(),
                works,
                customer.unitId());
    }

    /** Those who would be left with somebody who leaves. */
    List<UUID> unplaced() {
        return asked.leaves() && asked.plan() == Destination.TRANSFER
                ? placing.unplaced().stream().map(Served::id).toList()
                : List.of();
    }

    /** @throws Problem CAPACITY_EXCEEDED, NO_CARETAKER, NOTHING_TO_TRANSFER where it cannot be done */
    void requirePossible() {
        if (!unplaced().isEmpty()) {
            throw Problem.of(
                    SuccessionProblem.CAPACITY_EXCEEDED,
                    Map.of(
                            "unplaced",
                            unplaced().size(),
                            "placed",
                            placing.placed().size()));
        }
        if (!asked.leaves() && placing.placed().isEmpty()) {
            throw Problem.of(SuccessionProblem.NOTHING_TO_TRANSFER);
        }
        boolean abandoned = asked.plan() == Destination.POOL
                && placing.unplaced().stream().anyMatch(one -> one.openOrders() > 0 && one.leadId() == null);
        if (abandoned) {
            throw Problem.of(SuccessionProblem.NO_CARETAKER);
        }
    }

    /** @param token of a preview. @throws Problem PLAN_OUTDATED */
    void requireAsPreviewed(String token, Outcome outcome) {
        if (!token.equals(token(outcome))) {
            throw Problem.of(SuccessionProblem.PLAN_OUTDATED);
        }
    }

    /** Says who gets whom, how many orders are under way with each, and how much else moves. */
    String token(Outcome outcome) {
        Map<UUID, Long> orders = placing.placed().keySet().stream()
                .collect(Collectors.toMap(Served::id, Served::openOrders, (a, b) -> a));
        placing.unplaced().forEach(customer -> orders.put(customer.id(), customer.openOrders()));
        StringBuilder text = new StringBuilder();
        text.append(asked.kind())
                .append(asked.leaver().id())
                .append(asked.plan())
                .append(unplaced())
                .append(outcome);
        handovers().forEach(row -> text.append(row).append(orders.get(row.customer())));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What each advisor gets, the most customers first. */
    List<Share> shares() {
        Map<Candidate, List<Served>> byCandidate = placing.placed().entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        Map<UUID, Long> left = placing.left();
        return byCandidate.entrySet().stream()
                .map(each -> Share.of(
                        each.getKey(), each.getValue(), left.get(each.getKey().id())))
                .sorted(Comparator.comparing(Share::customers).reversed().thenComparing(Share::advisorId))
                .toList();
    }

    /** The orders under way of all who move. */
    long openOrders() {
        long placed =
                placing.placed().keySet().stream().mapToLong(Served::openOrders).sum();
        return asked.plan() == Destination.TRANSFER
                ? placed
                : placed
                        + placing.unplaced().stream()
                                .mapToLong(Served::openOrders)
                                .sum();
    }

    Asked asked() {
        return asked;
    }
}
