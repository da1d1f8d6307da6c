package dev.understudy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.hypervisor.log.Entry;
import dev.understudy.vm.machine.Interpreter;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entries are as small as they should be. Sizes follow from the programs alone. */
class EntryBytesTest {
  private static final List<EntryBytes> ALL =
      EntryBytes.sum(
          BenchmarkWorkload.ALL.stream()
              .filter(workload -> !workload.what().equals("compute"))
              .map(BenchmarkWorkload::small)
              .flatMap(workload -> EntryBytes.of(log(workload)).stream())
              .toList());

  private static List<byte[]> log(BenchmarkWorkload workload) {
    return new BenchmarkGuest(
            workload.program(), Interpreter.INSTANCE, workload.requestLoop(), workload.requests())
        .record()
        .log();
  }

  @Test
  void eachTypeWithAGoalKeepsIt() {
    EnumSet<Entry.Type> judged = EnumSet.noneOf(Entry.Type.class);
    for (EntryBytes entries : ALL) {
      if (entries.goal().isPresent()) {
        judged.add(entries.type());
        assertThat(entries.beyondPayloadEach())
            .as(entries.type().text())
            .isLessThanOrEqualTo(entries.goal().getAsDouble());
      }
    }
    assertThat(judged)
        .containsExactlyInAnyOrder(
            Entry.Type.TIMER_FIRED,
            Entry.Type.CLOCK_READ,
            Entry.Type.FRAME_RECEIVED,
            Entry.Type.DISK_COMPLETED);
  }

  @Test
  void payloadsAreCountedApart() {
    EntryBytes one = new EntryBytes(Entry.Type.FRAME_RECEIVED, 1, 70, 64);
    EntryBytes two = new EntryBytes(Entry.Type.FRAME_RECEIVED, 1, 30, 20);
    EntryBytes sum = EntryBytes.sum(List.of(one, two)).get(0);
    assertThat(sum.bytesEach()).isEqualTo(50);
    assertThat(sum.beyondPayloadEach()).isEqualTo(8);
  }
}
