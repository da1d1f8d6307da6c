package dev.understudy.experiment.scenario;

import dev.understudy.base.Bytes;

/** Somebody types: one key for each byte of the text, the first at {@code atNs}. */
public record TypedText(long atNs, Bytes text, long intervalNs) {}
