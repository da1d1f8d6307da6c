package dev.understudy.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Judges a disk by its history alone: one winner a generation, no fenced incarnation changes a
 * block, no write is applied twice, no old write replaces a newer one.
 */
final class HistoryJudge implements DiskEvent.Cases<String> {
  private final Map<Long, Long> winners = new TreeMap<>();
  private final TreeSet<Long> members = new TreeSet<>();
  private final TreeSet<Long> fenced = new TreeSet<>();
  private final TreeSet<String> applied = new TreeSet<>();
  private final Map<String, Long> lastSequences = new TreeMap<>();

  private HistoryJudge(long primary, long backup) {
    members.add(primary);
    members.add(backup);
  }

  /** What happened, in words: outcomes, and reasons of refusals. */
  static SortedSet<String> judge(SharedDisk disk, long primary, long backup) {
    HistoryJudge judge = new HistoryJudge(primary, backup);
    TreeSet<String> seen = new TreeSet<>();
    for (DiskEvent event : disk.historySince(0)) {
      seen.add(event.match(judge));
    }
    return seen;
  }

  @Override
  public String writeArrived(DiskEvent.WriteArrived write) {
    DiskRefusal refusal = write.refusal();
    if (!write.applied()) {
      return refusal == null ? "repeated" : refusal.toString();
    }
    assertThat(members).as("applied: %s", write).contains(write.incarnation());
    assertThat(fenced).as("applied: %s", write).doesNotContain(write.incarnation());
    assertThat(applied.add(write.incarnation() + "/" + write.sequence()))
        .as("applied twice: %s", write)
        .isTrue();
    for (int i = 0; i < write.blockCount(); i++) {
      String place = write.incarnation() + " on block " + (write.firstBlock() + i);
      Long before = lastSequences.put(place, write.sequence());
      assertThat(before == null || before < write.sequence())
          .as("%s after its successor %s", write, before)
          .isTrue();
    }
    return "applied";
  }

  @Override
  public String testAndSetArrived(DiskEvent.TestAndSetArrived event) {
    if (event.decided()) {
      assertThat(winners.put(event.generation(), event.incarnation()))
          .as("won before: %s", event)
          .isNull();
      fenced.add(event.rival());
    }
    if (event.outcome() == TestAndSetOutcome.WON) {
      assertThat(winners.get(event.generation())).as("%s", event).isEqualTo(event.incarnation());
    }
    return event.outcome().toString();
  }

  @Override
  public String renewArrived(DiskEvent.RenewArrived event) {
    if (event.decided()) {
      assertThat(members).contains(event.incarnation());
      assertThat(fenced).doesNotContain(event.incarnation()).doesNotContain(event.joiner());
      fenced.addAll(members);
      fenced.remove(event.incarnation());
      fenced.remove(event.joiner());
      members.add(event.joiner());
    }
    return event.outcome().toString();
  }
}
