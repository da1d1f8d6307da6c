package dev.understudy.sim.oracle;

import dev.understudy.hypervisor.Divergence;
import dev.understudy.hypervisor.Pause;
import dev.understudy.hypervisor.Replayer;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.log.EntryRefusedException;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.oracle.Chronicle.Emitted;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.MemoryPool;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the outside saw is what one machine produces that is run alone on the survivor's log (paper
 * §2.2). Around a takeover, within the window behind the last release watermark, an output may be
 * repeated or lost, nothing else.
 *
 * <p>The machine is really run: a fresh guest replays the log, which checks every output's length
 * and digest; then what left the hosts is compared with those outputs, for each device in order.
 */
public final class OutputRequirement implements Oracle {
  private static final List<OutputKind> DEVICES = List.of(OutputKind.CONSOLE, OutputKind.NETWORK);

  @Override
  public String name() {
    return "output-requirement";
  }

  @Override
  public String promise() {
    return "the outside saw what one machine alone would have shown";
  }

  @Override
  public Verdict judge(Evidence evidence) {
    Findings findings = new Findings(name());
    runAlone(evidence, findings);
    NavigableMap<Long, Logged> outputs = evidence.lineage().outputs();
    for (OutputKind device : DEVICES) {
      judge(device, evidence, outputs, findings);
    }
    return findings.verdict();
  }

  /** One machine, alone, on the survivor's log. */
  private static void runAlone(Evidence evidence, Findings findings) {
    Setup setup = evidence.world().setup();
    VirtualMachine guest =
        VirtualMachine.boot(
            setup.image(), setup.engine(), new MemoryPool(), setup.replica().devices());
    Replayer replayer = Replayer.boot(guest, setup.replica().seam());
    long atNs = evidence.world().nowNs();
    try {
      for (byte[] entry : evidence.lineage().encoded()) {
        replayer.supply(entry);
      }
    } catch (EntryRefusedException e) {
      findings.expect(false, atNs, "the survivor's log can't be read: " + e.getMessage());
      return;
    }
    Pause pause = replayer.runUntil(Long.MAX_VALUE);
    String divergence = replayer.divergence().map(Divergence::text).orElse("");
    boolean whole = replayer.entries() == replayer.heldEntries();
    findings.expect(
        divergence.isEmpty() && whole,
        atNs,
        "one machine alone does not follow the survivor's log (" + pause + "): " + divergence);
  }

  private static void judge(
      OutputKind device, Evidence evidence, NavigableMap<Long, Logged> outputs, Findings findings) {
    Lineage.Window window = evidence.lineage().window();
    TreeSet<Long> seen = new TreeSet<>();
    long last = 0;
    int lastHost = Evidence.NOBODY;
    for (Emitted emitted : evidence.chronicle().emitted()) {
      if (emitted.kind() != device) {
        continue;
      }
      long index = emitted.outputIndex();
      boolean repeated = !seen.add(index);
      boolean inOrder = index > last || (emitted.host() != lastHost && lastHost >= 0);
      findings.expect(
          isOf(outputs.get(index), emitted),
          emitted.atNs(),
          name(emitted, evidence) + " is none of the surviving machine's");
      findings.expect(
          !repeated || window.contains(index),
          emitted.atNs(),
          name(emitted, evidence)
              + " was seen before, and output "
              + window.after()
              + " is known to have left");
      findings.expect(inOrder, emitted.atNs(), name(emitted, evidence) + " came after " + last);
      last = index;
      lastHost = emitted.host();
    }
    judgeLost(device, evidence, outputs, seen, findings);
  }

  private static void judgeLost(
      OutputKind device,
      Evidence evidence,
      NavigableMap<Long, Logged> outputs,
      NavigableSet<Long> seen,
      Findings findings) {
    if (seen.isEmpty()) {
      return;
    }
    Lineage.Window window = evidence.lineage().window();
    for (Logged logged : outputs.headMap(seen.last(), true).values()) {
      OutputEffect output = logged.output();
      if (output != null && output.kind() == device) {
        findings.expect(
            seen.contains(output.index()) || window.contains(output.index()),
            logged.atNs(),
            device.text()
                + " output "
                + output.index()
                + " never left, though output "
                + seen.last()
                + " did");
      }
    }
  }

  private static boolean isOf(@Nullable Logged logged, Emitted emitted) {
    if (logged == null || logged.output() == null) {
      return false;
    }
    OutputEffect output = logged.output();
    return output.kind() == emitted.kind() && Contents.same(output.payload(), emitted.payload());
  }

  private static String name(Emitted emitted, Evidence evidence) {
    return emitted.kind().text()
        + " output "
        + emitted.outputIndex()
        + " from "
        + evidence.hostName(emitted.host());
  }
}
