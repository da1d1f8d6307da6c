package dev.understudy.inspect.diff;

import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.EntryDecoder;
import dev.understudy.hypervisor.log.EntryRefusedException;
import dev.understudy.inspect.recording.MachineLog;
import dev.understudy.inspect.recording.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two logs, entry by entry, without running anything. */
final class LogComparison {
  /** How far two entries that changed places are looked for. */
  private static final int NEIGHBOURS = 16;

  private final List<Entry> first;
  private final List<Entry> second;

  LogComparison(MachineLog first, MachineLog second) {
    this.first = decoded(first);
    this.second = decoded(second);
  }

  /**
   * Where they part.
   *
   * @param position from 0
   */
  record FirstDifference(int position, DivergenceCause cause) {}

  /** What does not decode ends a log. */
  private static List<Entry> decoded(MachineLog log) {
    EntryDecoder decoder = new EntryDecoder();
    List<Entry> entries = new ArrayList<>();
    for (Recording.Entry entry : log.entries()) {
      try {
        entries.add(decoder.decode(entry.encoded()));
      } catch (EntryRefusedException e) {
        return entries;
      }
    }
    return entries;
  }

  Optional<FirstDifference> parting() {
    int common = Math.min(first.size(), second.size());
    for (int i = 0; i < common; i++) {
      if (!first.get(i).equals(second.get(i))) {
        return Optional.of(new FirstDifference(i, cause(i)));
      }
    }
    return first.size() == second.size()
        ? Optional.empty()
        : Optional.of(new FirstDifference(common, DivergenceCause.SHORTER));
  }

  private DivergenceCause cause(int at) {
    Entry one = first.get(at);
    Entry other = second.get(at);
    boolean lacksOne = at + 1 < first.size() && first.get(at + 1).equals(other);
    boolean hasMore = at + 1 < second.size() && second.get(at + 1).equals(one);
    if (lacksOne && hasMore) {
      return DivergenceCause.REORDERED;
    }
    if (lacksOne) {
      return DivergenceCause.MISSING;
    }
    if (hasMore) {
      return at > 0 && saysTheSame(other, second.get(at - 1))
          ? DivergenceCause.DUPLICATED
          : DivergenceCause.EXTRA;
    }
    if (one.type() != other.type()) {
      return one.count() <= other.count() ? DivergenceCause.MISSING : DivergenceCause.EXTRA;
    }
    if (one.count() != other.count()) {
      return DivergenceCause.SHIFTED;
    }
    return changedPlaces(at) ? DivergenceCause.REORDERED : DivergenceCause.ALTERED;
  }

  private boolean changedPlaces(int at) {
    int end = Math.min(Math.min(first.size(), second.size()), at + NEIGHBOURS);
    for (int i = at + 1; i < end; i++) {
      if (saysTheSame(first.get(at), second.get(i)) && saysTheSame(second.get(at), first.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean saysTheSame(Entry entry, Entry candidate) {
    return entry.type() == candidate.type() && entry.describe().equals(candidate.describe());
  }

  Optional<Entry> first(int position) {
    return position < first.size() ? Optional.of(first.get(position)) : Optional.empty();
  }

  Optional<Entry> second(int position) {
    return position < second.size() ? Optional.of(second.get(position)) : Optional.empty();
  }

  static String text(int position, Optional<Entry> entry) {
    return entry
        .map(
            one ->
                "entry " + (position + 1) + ", instruction " + one.count() + ": " + one.describe())
        .orElse("the log ends");
  }
}
