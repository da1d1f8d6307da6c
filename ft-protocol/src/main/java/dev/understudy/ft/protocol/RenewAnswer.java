package dev.understudy.ft.protocol;

/**
 * What the shared disk answers to a renew; once {@link #RENEWED}, to one caller always the same.
 */
public enum RenewAnswer {
  /** The next generation exists, with caller and joiner as its pair. */
  RENEWED,
  /** The caller has no say any more: its rival won, or a later generation exists. */
  LOST,
  /** The joiner can't be a backup; nothing has changed, and nothing will by this request. */
  BAD_JOINER
}
