package dev.understudy.ft.protocol;

/**
 * What the shared disk answers to a renew. Once it has answered {@link #RENEWED}, it gives that
 * caller no other answer.
 */
public enum RenewAnswer {
  /** The next generation exists, with caller and joiner as its pair. */
  RENEWED,
  /** The caller is fenced off: its rival won, or a later generation exists. */
  LOST,
  /** The joiner can't be a backup; this request has changed nothing and never will. */
  BAD_JOINER
}
