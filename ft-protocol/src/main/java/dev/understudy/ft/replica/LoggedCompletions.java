package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Completions of disk requests in the order of their log entries, kept until other hosts have those
 * entries.
 */
final class LoggedCompletions {

  private record Completion(long entryIndex, long requestId) {}

  private final ArrayDeque<Completion> waiting = new ArrayDeque<>();

  LoggedCompletions fork() {
    LoggedCompletions copy = new LoggedCompletions();
    copy.waiting.addAll(waiting);
    return copy;
  }

  void add(long entryIndex, long requestId) {
    waiting.add(new Completion(entryIndex, requestId));
  }

  /** Takes the disk requests whose completions' entries are at most this one. */
  List<Long> takeThrough(long entryIndex) {
    List<Long> ids = List.of();
    for (Completion first = waiting.peek();
        first != null && first.entryIndex <= entryIndex;
        first = waiting.peek()) {
      ids = ids.isEmpty() ? new ArrayList<>() : ids;
      ids.add(waiting.remove().requestId);
    }
    return ids;
  }

  void digestInto(StateDigest digest) {
    digest.add(waiting.size());
    for (Completion completion : waiting) {
      digest.add(completion.entryIndex);
      digest.add(completion.requestId);
    }
  }
}
