package dev.understudy.ft.protocol;

/**
 * The decisions that make the protocol safe, each by name. The bodies here are the product's and
 * the only ones in it; a test overrides one to see that its removal is noticed.
 *
 * <p>A rule is a function of its arguments: it keeps nothing, so forked protocols may share it.
 */
public interface Rules {

  /** The rules as they stand. */
  Rules PAPER = new Rules() {};
}
