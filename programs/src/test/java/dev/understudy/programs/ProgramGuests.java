package dev.understudy.programs;

import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.device.DeviceConfig;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.MemoryPool;

/** Programs, assembled and switched on. */
final class ProgramGuests {
  private ProgramGuests() {}

  static Image assemble(Program program) {
    return Assembler.assemble(program.name() + ".asm", program.source(), Programs::include)
        .orThrow();
  }

  static VirtualMachine boot(Program program) {
    return VirtualMachine.boot(
        assemble(program),
        Interpreter.INSTANCE,
        new MemoryPool(),
        new DeviceConfig(SoloWorld.GUEST_ADDRESS, SoloWorld.DISK_BLOCKS));
  }
}
