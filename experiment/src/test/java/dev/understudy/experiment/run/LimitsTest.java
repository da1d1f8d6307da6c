package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.programs.Programs;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.machine.Image;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A guest that makes more than it may ends its run, and not the process that runs it. */
class LimitsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "console = '1MiB' | CONSOLE_ADDR | out CONSOLE_WRITE, r1 | wrote more than 1,048,576 bytes",
        "output = '1MiB' | NETWORK_SEND_ADDR | out NETWORK_SEND, r2 | sent more than 1,048,576",
        "log-entries = 5000 | CONSOLE_ADDR | rdrand r0 | made more than 5,000 log entries",
        "log = '64KiB' | CONSOLE_ADDR | rdrand r0 | made more than 65,536 bytes of log"
      })
  void aFloodEndsTheRun(String limit, String port, String instruction, String sentence) {
    for (String strategy : new String[] {"vm-ft", "checkpoint", "none"}) {
      RunReport report = flood(limit.replace('\'', '"'), strategy, port, instruction);

      assertThat(report.story().ending().kind()).as(strategy).isEqualTo("limit");
      assertThat(report.story().ending().text()).startsWith("the guest " + sentence);
      assertThat(report.story().ending().text()).contains("limits." + limit.split(" ")[0]);
      assertThat(report.breaches()).as(strategy).isEmpty();
      assertThat(report.guest().console()).hasSizeLessThan(2 << 20);
    }
  }

  private static RunReport flood(String limit, String strategy, String port, String instruction) {
    String toml =
        "program = \"flood.asm\"\n[limits]\n"
            + limit
            + "\n[replication]\nstrategy = \""
            + strategy
            + "\"\n";
    Scenario scenario = Scenario.parse("flood.toml", toml).orThrow();
    return ShippedSetups.run(ShippedSetups.setup(scenario, image(port, instruction), 1)).finish();
  }

  private static Image image(String port, String instruction) {
    String source =
        """
        .include "devices.inc"
        start:  mov     r0, 0
                out     %s, r0
                mov     r1, 65536
                mov     r2, 1516
        again:  %s
                jmp     again
        """
            .formatted(port, instruction);
    return Assembler.assemble("flood.asm", source, Programs::include).image().orElseThrow();
  }
}
