package dev.understudy.inspect.timetravel;

import dev.understudy.vm.isa.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a guest did in one step, or what was done to it.
 *
 * @param byGuest whether it executed an instruction
 * @param was the value looked at, before
 * @param is the value now
 * @param last the kind of the instruction executed; null where nobody asked for it
 * @param next the kind of the instruction that is next; null if there is none, or nobody asked
 */
public record GuestStep(
    boolean byGuest, long was, long is, @Nullable Kind last, @Nullable Kind next) {

  /** Whether the value looked at is another one. */
  boolean changes() {
    return is != was;
  }

  /** Whether it came to a call, which is next. */
  boolean reachesCall() {
    return byGuest && next == Kind.CALL;
  }

  boolean returns() {
    return byGuest && last == Kind.RETURN;
  }
}
