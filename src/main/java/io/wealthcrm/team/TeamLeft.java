package io.wealthcrm.team;

import java.util.List;
import java.util.UUID;

/** People sit in a customer's team no more. */
public record TeamLeft(UUID customerId, List<UUID> people) {}
