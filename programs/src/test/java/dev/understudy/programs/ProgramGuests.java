package dev.understudy.programs;

import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.device.DeviceConfig;
import dev.understudy.riscv.elf.ElfReader;
import dev.understudy.riscv.elf.ElfRefusedException;
import dev.understudy.riscv.translation.TranslationRefusedException;
import dev.understudy.riscv.translation.Translator;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.MemoryPool;

/** Programs, assembled and switched on. */
final class ProgramGuests {
  private ProgramGuests() {}

  static Image assemble(Program program) {
    return switch (program.language()) {
      case ASSEMBLY ->
          Assembler.assemble(program.fileName(), program.source(), Programs::include).orThrow();
      case C -> translate(program);
    };
  }

  private static Image translate(Program program) {
    try {
      return Translator.translate(ElfReader.read(Programs.elf(program.name()))).image();
    } catch (ElfRefusedException | TranslationRefusedException e) {
      throw new AssertionError(e);
    }
  }

  static VirtualMachine boot(Program program) {
    return VirtualMachine.boot(
        assemble(program),
        Interpreter.INSTANCE,
        new MemoryPool(),
        new DeviceConfig(SoloWorld.GUEST_ADDRESS, SoloWorld.DISK_BLOCKS));
  }
}
