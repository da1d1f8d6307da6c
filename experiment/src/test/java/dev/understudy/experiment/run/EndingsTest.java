package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.programs.Programs;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each way in which a guest may end, or go on for ever, under each strategy. */
class EndingsTest {
  private static final long SEED = Long.getLong("understudy.seed", 1);
  private static final String LENGTH = "24ms";
  private static final long LENGTH_NS = 24_000_000;
  private static final int INSTANTS = Integer.getInteger("understudy.instants", 4);

  private enum Ending {
    HALT("halt", "", OutputKind.HALT),
    POWER_OFF("out POWER_OFF, r0", "", OutputKind.POWER_OFF),
    UNKNOWN_PORT("out 0xff, r0", "no such port (the port: 0xff)", OutputKind.GUEST_FAULT),
    DIVISION("divu r0, r1", "division by zero", OutputKind.GUEST_FAULT),
    OUTSIDE_MEMORY("ld8 r0, [r2]", "outside memory", OutputKind.GUEST_FAULT),
    TRAP("trap 7", "trap", OutputKind.GUEST_FAULT),
    DOUBLE_FAULT(
        ".vector 0x08, again\n mov sp, 0x8000\n divu r0, r1\nagain: divu r0, r1",
        "double fault: at the first instruction of a handler",
        OutputKind.GUEST_FAULT),
    NO_ROOM(
        ".vector 0x28, again\n mov sp, 8\n trap 1\nagain: iret",
        "double fault: no room for its frame",
        OutputKind.GUEST_FAULT),
    CUT("end: jmp end", "", null);

    private final String code;
    private final String text;
    private final Optional<OutputKind> kind;

    Ending(String code, String text, OutputKind kind) {
      this.code = code;
      this.text = text;
      this.kind = Optional.ofNullable(kind);
    }

    /** A guest that computes for a while, says a word, and ends so. */
    Image image() {
      String source =
          """
          .include "devices.inc"
                  .memory 64K
          start:  mov     r3, 20000
          work:   add     r3, -1
                  jne     r3, 0, work
                  mov     r0, word
                  out     CONSOLE_ADDR, r0
                  mov     r0, 4
                  out     CONSOLE_WRITE, r0
                  mov     r2, -8
                  mov     r0, 3
          """
              + code
              + "\n        .data\nword:   .ascii \"end\\n\"\n";
      return Assembler.assemble("end.asm", source, Programs::include).image().orElseThrow();
    }
  }

  @TestFactory
  Stream<DynamicTest> nothingIsBroken() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Strategy strategy : Strategy.values()) {
      for (Ending ending : Ending.values()) {
        tests.add(
            DynamicTest.dynamicTest(
                strategy.label() + ", " + ending,
                () -> assertEnds(strategy, ending, play(strategy, ending))));
      }
    }
    return tests.stream();
  }

  /** Under each strategy that promises it, the end is seen whenever the primary dies. */
  @TestFactory
  Stream<DynamicTest> nothingIsBrokenWhenThePrimaryDies() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Strategy strategy : Strategy.values()) {
      for (Ending ending : Ending.values()) {
        if (strategy.holdsOutputs()) {
          tests.add(
              DynamicTest.dynamicTest(
                  strategy.label() + ", " + ending, () -> survives(strategy, ending)));
        }
      }
    }
    return tests.stream();
  }

  private static void survives(Strategy strategy, Ending ending) {
    long endsNs = play(strategy, ending).virtualTimeNs();
    for (int instant = 1; instant <= INSTANTS; instant++) {
      long atNs = endsNs * instant / INSTANTS;
      assertEnds(strategy, ending, play(strategy, ending, "crash primary@" + atNs + "ns"));
    }
  }

  private static void assertEnds(Strategy strategy, Ending ending, RunReport report) {
    String what = strategy.label() + ", " + ending + " " + report.breaches();
    assertThat(report.breaches()).as(what).isEmpty();
    var end = report.guest().end();
    if (ending.kind.isEmpty()) {
      assertThat(end).as(what).isNull();
      assertThat(report.virtualTimeNs()).as(what).isEqualTo(LENGTH_NS);
    } else {
      assertThat(end).as(what).isNotNull();
      assertThat(end.how().kind()).as(what).isEqualTo(ending.kind.get());
      assertThat(end.how().reason()).as(what).contains(ending.text);
      assertThat(end.how().exitCode()).isEqualTo(ending == Ending.POWER_OFF ? 3 : 0);
    }
  }

  private static RunReport play(Strategy strategy, Ending ending, String... faults) {
    String toml =
        "program = \"end.asm\"\nlength = \""
            + LENGTH
            + "\"\n[replication]\nstrategy = \""
            + strategy.label()
            + "\"\ncheckpoint-interval = \"300us\"\n";
    Scenario scenario = Scenario.parse("end.toml", toml).orThrow();
    return ShippedSetups.run(ShippedSetups.setup(scenario, ending.image(), SEED, faults)).finish();
  }
}
