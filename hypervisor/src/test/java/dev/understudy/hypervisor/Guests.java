package dev.understudy.hypervisor;

import dev.understudy.hypervisor.device.DeviceConfig;
import dev.understudy.hypervisor.device.DeviceReference;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.asm.Includes;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.MemoryPool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Guests for the tests, assembled from text. */
public final class Guests {

  public static final DeviceConfig CONFIG = new DeviceConfig(1, 64);

  private static final Includes INCLUDES =
      name ->
          name.equals(DeviceReference.INCLUDE_NAME)
              ? Optional.of(DeviceReference.include())
              : Optional.empty();

  private Guests() {}

  /** A program with {@code devices.inc} included in front. */
  public static Image assemble(String... lines) {
    return assembleWhole("        .include \"devices.inc\"\n" + String.join("\n", lines) + "\n");
  }

  public static Image assembleWhole(String source) {
    return Assembler.assemble("guest.asm", source, INCLUDES).orThrow();
  }

  /** A guest that does a little of everything, in so many loops. */
  public static Image busy(int loops) {
    try (InputStream in = Guests.class.getResourceAsStream("busy.asm")) {
      String source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return assembleWhole(source.replace("LOOPS, 400", "LOOPS, " + loops));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public static VirtualMachine boot(Image image) {
    return boot(image, SeamRules.STANDARD);
  }

  public static VirtualMachine boot(Image image, SeamRules rules) {
    return VirtualMachine.boot(image, Interpreter.INSTANCE, new MemoryPool(), CONFIG, rules);
  }
}
