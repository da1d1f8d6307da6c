package dev.understudy.experiment.scenario;

import dev.understudy.base.Bytes;

/** A text typed at the keyboard: one key for each byte of it, the first at {@code atNs}. */
public record TypedText(long atNs, Bytes text, long intervalNs) {}
