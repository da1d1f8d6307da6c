package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.experiment.scenario.DiskSettings;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.programs.Programs;
import dev.understudy.sim.oracle.RunTrace.Served;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.machine.Image;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Disk I/O around a failover (paper §3.4): racing requests keep their order, errors are completions
 * like others, pending requests are issued again without harm, stale ones land nowhere.
 */
class DiskFailoverTest {
  private static final long SEED = Long.getLong("understudy.seed", 1);

  /** Each disk request of {@code racer} races with the one before it. */
  @TestFactory
  Stream<DynamicTest> racingRequestsKeepTheirOrderWhereverThePrimaryDies() {
    String alone = console(ShippedSetups.solo("racer", SEED));
    List<DynamicTest> tests = new ArrayList<>();
    for (int output = 1; output <= 29; output += 4) {
      for (String moment : List.of("output:", "sent:")) {
        String fault = "crash primary@" + moment + output;
        tests.add(
            DynamicTest.dynamicTest(
                fault + ", seed " + SEED,
                () ->
                    assertThat(console(ShippedSetups.setup("racer", SEED, fault)))
                        .isEqualTo(alone)));
      }
    }
    return tests.stream();
  }

  /** What a disk refuses is no request: nobody waits for an answer to it. */
  @Test
  void aLogThatDoesNotFitOnItsDiskSaysSo() {
    Scenario scenario = ShippedSetups.scenario("disklog");
    DiskSettings small = scenario.disk().sized(100);
    Scenario changed = scenario.builder().disk(small).scenario();
    RunReport report =
        ShippedSetups.run(ShippedSetups.setup(changed, ShippedSetups.image("disklog"), SEED))
            .finish();

    assertThat(report.guest().end()).isNotNull();
    assertThat(text(report))
        .startsWith("100 records appended,")
        .contains("\n100 records read back,")
        .endsWith(", bad 0, errors 824\n");
  }

  @Test
  void pendingRequestsAreIssuedAgainAndTheDiskHoldsWhatOneMachineWouldHaveWritten() {
    RunReport report =
        ShippedSetups.run(ShippedSetups.setup("disklog", SEED, "crash primary@9ms")).finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.redundancy().failovers().get(0).reissued()).isPositive();
    assertThat(text(report)).isEqualTo(console(ShippedSetups.solo("disklog", SEED)));
  }

  /** Reads of blocks and into memory that are not there, between others. */
  private static final String STRAY =
      """
              .include "devices.inc"
              .equ    STACK_TOP, 0x1_0000
              .memory STACK_TOP
      start:
              mov     sp, STACK_TOP
              mov     r0, wake_up
              mov     r1, VECTOR_DISK
              st8     [r1], r0
              mov     r6, 0           ; requests
              mov     r7, 0           ; failed ones
      .next:
              mov     r0, 0x8000
              mov     r1, r6
              and     r1, 1
              jeq     r1, 0, .inside
              mov     r0, STACK_TOP   ; just behind the end of memory
      .inside:
              out     DISK_ADDR, r0
              out     DISK_BLOCK, r6
              mov     r0, 1
              out     DISK_COUNT, r0
              out     DISK_READ, r0
              in      r0, DISK_ACCEPTED
              jeq     r0, 0, .failed
      .wait:
              cli
              in      r0, DISK_DONE
              jne     r0, 0, .there
              wfi
              sti
              jmp     .wait
      .there:
              sti
              in      r1, DISK_DONE_STATUS
              out     DISK_DONE_POP, r0
              jeq     r1, 0, .well
      .failed:
              add     r7, 1
      .well:
              add     r6, 1
              jltu    r6, 32, .next
              mov     r0, r7
              call    print_decimal
              call    print_newline
              jmp     power_off
              .include "lib.inc"
      """;

  @Test
  void failedRequestsFailTheSameWayAroundAFailover() {
    Image image = Assembler.assemble("stray.asm", STRAY, Programs::include).image().orElseThrow();
    Scenario scenario =
        Scenario.parse("stray.toml", "program = \"stray\"\n[disk]\nblocks = 24\n").orThrow();
    // Sixteen into memory that is not there, and four more from blocks that are not.
    assertThat(console(ShippedSetups.setup(scenario, image, SEED))).isEqualTo("20\n");

    for (String when : List.of("entry:9", "received:15", "replayed:30", "1ms", "3ms")) {
      Setup crash = ShippedSetups.setup(scenario, image, SEED, "crash primary@" + when);
      assertThat(console(crash)).as(when).isEqualTo("20\n");
    }
  }

  @Test
  void aPausedPrimaryThatWakesUpSendsItsWritesAgainAndTheyAreRefused() {
    int refused = 0;
    for (String when : List.of("output:40", "sent:40", "9ms", "12ms")) {
      Setup setup = ShippedSetups.setup("disklog", SEED, "pause primary@" + when + "+15ms");
      Run run = ShippedSetups.run(setup);
      RunReport report = run.finish();

      assertThat(report.breaches()).as(when).isEmpty();
      refused += (int) run.trace().served().stream().filter(DiskFailoverTest::stale).count();
    }
    assertThat(refused).as("writes of a host that had lost").isPositive();
  }

  /** Three writes to one block, and no waiting for answers. */
  private static final String HASTY =
      """
              .include "devices.inc"
              .equ    STACK_TOP, 0x1_0000
              .memory STACK_TOP
      start:
              mov     sp, STACK_TOP
              mov     r0, 5
              out     DISK_BLOCK, r0
              mov     r0, 1
              out     DISK_COUNT, r0
              mov     r1, 0x8000
              out     DISK_ADDR, r1
              mov     r6, 1
      .next:
              st8     [r1], r6
              out     DISK_WRITE, r6
              add     r6, 1
              jltu    r6, 4, .next
              jmp     power_off
              .include "lib.inc"
      """;

  /** The last two still wait for the one before them when the guest ends. */
  @Test
  void whatAGuestHadWrittenWhenItEndedReachesTheDiskInOrder() {
    Image image = Assembler.assemble("hasty.asm", HASTY, Programs::include).image().orElseThrow();
    Scenario scenario = Scenario.parse("hasty.toml", "program = \"hasty\"\n").orThrow();
    String late = "slow host-2:2@0ms+200ms"; // The run goes on until it has healed.
    for (String fault :
        List.of(late, "crash primary@sent:1", "crash primary@output:4", "crash backup@10us")) {
      Run run = ShippedSetups.run(ShippedSetups.setup(scenario, image, SEED, fault, late));
      RunReport report = run.finish();

      assertThat(report.breaches()).as(fault).isEmpty();
      assertThat(report.guest().end()).as(fault).isNotNull();
      assertThat(run.world().disk().block(5).toArray()[0]).as(fault).isEqualTo((byte) 3);
    }
  }

  private static boolean stale(Served served) {
    return served.request() instanceof DiskRequest.Write
        && served.reply() instanceof DiskReply.Refused refused
        && refused.reason().barsCaller();
  }

  private static String console(Setup setup) {
    RunReport report = ShippedSetups.run(setup).finish();
    assertThat(report.breaches()).isEmpty();
    return text(report);
  }

  private static String text(RunReport report) {
    return new String(report.guest().console(), StandardCharsets.UTF_8);
  }
}
