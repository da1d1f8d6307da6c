package dev.understudy.bench;

import dev.understudy.bench.BenchmarkGuest.Outcome;
import dev.understudy.bench.Measurement.Effort;
import dev.understudy.bench.Measurement.Spread;
import dev.understudy.vm.compiled.CompilingEngine;
import java.util.List;

/**
 * What fault tolerance costs one program.
 *
 * @param soloVsSolo the same guest twice in each round: what differs there is noise
 * @param recordingVsSolo throughput: 1 is no loss
 * @param replayVsRecording time: below 1 the backup is faster
 * @param bytesPerEvent of the log without frames, state marks and all
 * @param logBytesPerSecond of the guest's own time
 * @param types what the entries of each type take
 */
record ProtectionCost(
    String program,
    String what,
    Spread soloVsSolo,
    Spread recordingVsSolo,
    Spread replayVsRecording,
    long events,
    double eventsPerMillionInstructions,
    double bytesPerEvent,
    double logBytesPerSecond,
    List<EntryBytes> types) {

  private static final int SOLO = 0;
  private static final int RECORDING = 1;
  private static final int REPLAY = 2;
  private static final int SOLO_AGAIN = 3;

  static ProtectionCost of(BenchmarkWorkload workload, Effort effort) {
    BenchmarkGuest guest =
        new BenchmarkGuest(
            workload.program(),
            CompilingEngine.create(),
            workload.requestLoop(),
            workload.requests());
    Outcome recorded = guest.record();
    requireSame(workload, recorded.instructions(), guest.solo().instructions());
    List<byte[]> log = recorded.log();
    Runnable solo = guest::solo;
    Measurement times =
        Measurement.of(effort, List.of(solo, guest::record, () -> guest.replay(log), solo));
    double seconds = recorded.virtualNs() / 1e9;
    return new ProtectionCost(
        workload.name(),
        workload.what(),
        times.ratio(SOLO, SOLO_AGAIN),
        times.ratio(SOLO, RECORDING),
        times.ratio(REPLAY, RECORDING),
        log.size(),
        log.size() * 1e6 / recorded.instructions(),
        (double) recorded.logBytes() / log.size(),
        recorded.logBytes() / seconds,
        EntryBytes.of(log));
  }

  /** Else solo and recorded runs are not the same work. */
  private static void requireSame(BenchmarkWorkload workload, long recorded, long solo) {
    if (recorded != solo) {
      throw new IllegalStateException(
          workload.name() + " retired " + recorded + " recorded and " + solo + " solo");
    }
  }
}
