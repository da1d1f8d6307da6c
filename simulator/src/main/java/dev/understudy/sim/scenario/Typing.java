package dev.understudy.sim.scenario;

import dev.understudy.sim.client.Payload;

/** Somebody types: one key for each byte of the text, the first at {@code atNs}. */
public record Typing(long atNs, Payload text, long intervalNs) {}
