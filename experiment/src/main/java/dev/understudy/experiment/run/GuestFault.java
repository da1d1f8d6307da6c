package dev.understudy.experiment.run;

import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.world.World;
import dev.understudy.vm.asm.Disassembler;
import dev.understudy.vm.asm.Labels;
import dev.understudy.vm.machine.FaultReport;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.SourceLine;
import java.util.Optional;

/**
 * A fault of the guest that no handler of its took, so that the guest stopped.
 *
 * @param what the fault, its address or the like, and what stood in the way of a handler
 * @param place file and line of the source, or else the address; empty if no host is left to ask
 * @param instruction the one that did not retire, as a source would write it; empty if what stood
 *     there is none, or no host is left
 */
public record GuestFault(String what, String place, String instruction) {

  static Optional<GuestFault> in(RunFacts facts) {
    World world = facts.world();
    var end = world.end();
    if (end == null || end.how().kind() != OutputKind.GUEST_FAULT) {
      return Optional.empty();
    }
    Replica survivor = world.replica(facts.survivorLog().host());
    Optional<GuestFault> seen =
        survivor == null || !survivor.hasGuest()
            ? Optional.empty()
            : of(survivor.guest().machine(), world.setup().image());
    return seen.or(() -> Optional.of(new GuestFault(end.how().reason(), "", "")));
  }

  private static Optional<GuestFault> of(Machine machine, Image image) {
    return machine
        .fault()
        .map(fault -> new GuestFault(fault.text(), place(fault, image), told(fault, machine, image)));
  }

  private static String place(FaultReport fault, Image image) {
    return image
        .sourceLine(fault.pc())
        .map(SourceLine::toString)
        .orElseGet(() -> Labels.of(image).describe(fault.pc()));
  }

  private static String told(FaultReport fault, Machine machine, Image image) {
    return Disassembler.at(machine, fault.pc(), Labels.of(image)).orElse("");
  }
}
