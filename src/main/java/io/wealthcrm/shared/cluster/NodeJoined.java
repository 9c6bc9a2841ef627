package io.wealthcrm.shared.cluster;

/** A node can be heard from now on and has missed what was told before; heard by all others, and by itself. */
public record NodeJoined() {}
