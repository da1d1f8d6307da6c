package dev.understudy.sim.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a judge keeps of each host, by its number. Hosts that start later get a new one.
 *
 * @param <T> what is kept
 */
final class PerHost<T> {
  private final Supplier<T> fresh;
  private final List<T> all = new ArrayList<>();

  PerHost(Supplier<T> fresh) {
    this.fresh = fresh;
  }

  /** A copy, made of copies. */
  PerHost<T> fork(UnaryOperator<T> copy) {
    PerHost<T> forked = new PerHost<>(fresh);
    all.forEach(one -> forked.all.add(copy.apply(one)));
    return forked;
  }

  T of(int host) {
    while (all.size() <= host) {
      all.add(fresh.get());
    }
    return all.get(host);
  }

  /** How many hosts something is kept of. */
  int size() {
    return all.size();
  }
}
