package io.wealthcrm.shared.cluster;

/** Nothing has been heard of a node for some seconds: it has stopped, or cannot reach Redis. */
public record NodeGone() {}
