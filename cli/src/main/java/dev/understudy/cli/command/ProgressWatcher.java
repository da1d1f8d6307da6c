package dev.understudy.cli.command;

import dev.understudy.cli.io.Progress;
import dev.understudy.ft.replica.Action;
import dev.understudy.sim.world.Watcher;

/**
 * Tells how far a world is that is run elsewhere.
 *
 * @param progress shared by all forks: the latest of them is shown
 */
record ProgressWatcher(Progress progress) implements Watcher {
  @Override
  public void did(long nowNs, int host, Action action) {
    progress.at(nowNs);
  }

  @Override
  public Watcher fork() {
    return this;
  }
}
