package dev.understudy.hypervisor.device;

import dev.understudy.vm.isa.FaultKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a guest's programmer needs to know of the devices, for reading and for including: written
 * from their definitions.
 */
public final class DeviceReference {

  /** The name under which programs include {@link #include()}. */
  public static final String INCLUDE_NAME = "devices.inc";

  private static final int WORD_BYTES = 8;
  private static final int FIRST_LINE_VECTOR = 16;

  private DeviceReference() {}

  /** A program of the page. */
  record Program(String device, String title, String source) {}

  static List<Program> programs() {
    List<Program> programs = new ArrayList<>();
    programs.add(new Program("interrupts", "Sleeping until something came", SLEEP));
    for (DeviceDefinition<?> device : Devices.DEFINITIONS) {
      for (DeviceDefinition.Example example : device.examples()) {
        programs.add(new Program(device.name(), example.title(), example.source()));
      }
    }
    return programs;
  }

  private static final String SLEEP =
      """
              .include "devices.inc"
      start:  mov     sp, stack_end
              mov     r0, woken
              mov     r1, VECTOR_KEYBOARD
              st8     [r1], r0
      look:   cli                             ; from here on an interrupt stays pending
              in      r0, KEYBOARD_COUNT
              jne     r0, 0, found
              wfi                             ; goes on at once if one is pending
              sti                             ; here the handler runs
              jmp     look
      found:  in      r0, KEYBOARD_NEXT
              out     POWER_OFF, r0
      woken:  iret
              .data
      stack:  .space  256
      stack_end:
      """;

  private static final String INTRODUCTION =
      """
      # Devices

      What a guest can do besides computing. This page and `devices.inc` are written from the device
      definitions in `dev.understudy.hypervisor.device`.

      A guest reaches its devices through ports, `in rd, PORT` and `out PORT, rs`, with values of
      64 bits; `devices.inc` has the names. A port that no device has, or one used in the wrong
      direction, is a fault (vector 4): the instruction does not retire. Whatever else a guest hands
      to a device is dealt with as its port says; nothing that it writes to a port stops the machine
      except `POWER_OFF`.

      Every device is deterministic: what a port gives follows from what the guest did and from what
      came in. Only `rdtsc` (the guest clock in ns, which never goes back) and `rdrand` (64 random
      bits) are not; what they returned is in the log.

      Addresses and lengths are unsigned. A device that is to read memory does so during the `out`
      that starts it. One that writes memory does so when its interrupt is raised, at one
      instruction, and at no other moment: a guest never sees half a frame or half a block.

      ## Interrupts

      A device that has something to tell raises its line. The interrupt is taken before the next
      instruction if interrupts are enabled (`sti`) and word 16 + line of the vector table holds a
      handler; otherwise it stays pending. A line that is raised twice before it is taken is one
      interrupt: so a handler, or the code that it wakes, takes all there is.

      `wfi` goes on when a line is pending, also with interrupts disabled. The first example relies on
      that: it looks, with interrupts disabled, whether there is something to do; whatever comes
      between the look and the `wfi` stays pending, and `wfi` does not sleep over it. Only a taken
      interrupt is no longer pending: without a handler, or without ever enabling interrupts, `wfi`
      sleeps once and never again.

      """;

  /** {@code docs/reference/DEVICES.md}. */
  public static String page() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append("| line | device | vector | address of its word |\n|---|---|---|---|\n");
    Devices.DEFINITIONS.stream()
        .filter(device -> device.line().isPresent())
        .sorted(Comparator.comparingInt(device -> device.line().orElseThrow()))
        .forEach(device -> page.append(lineRow(device.line().orElseThrow(), device.name())));
    program(page, programs().get(0));
    for (DeviceDefinition<?> device : Devices.DEFINITIONS) {
      section(page, device);
    }
    return page.toString();
  }

  private static String lineRow(int line, String device) {
    int vector = FIRST_LINE_VECTOR + line;
    return row(line, device, vector, hex(vector * WORD_BYTES));
  }

  private static void section(StringBuilder page, DeviceDefinition<?> device) {
    page.append("\n## ").append(title(device.name())).append("\n\n").append(device.about());
    page.append("\n| port | | name | what it does |\n|---|---|---|---|\n");
    for (Port port : device.ports()) {
      String direction = port.input() != null ? "in" : "out";
      page.append(row(hex(port.number()), direction, "`" + port.name() + "`", port.doc()));
    }
    if (!device.constants().isEmpty()) {
      page.append("\n| constant | value | |\n|---|---|---|\n");
    }
    for (DeviceDefinition.Constant constant : device.constants()) {
      page.append(row("`" + constant.name() + "`", constant.value(), constant.doc()));
    }
    for (DeviceDefinition.Example example : device.examples()) {
      program(page, new Program(device.name(), example.title(), example.source()));
    }
  }

  private static void program(StringBuilder page, Program program) {
    page.append('\n').append(program.title()).append(":\n\n```asm\n");
    page.append(program.source()).append("```\n");
  }

  /** {@code devices.inc}. */
  public static String include() {
    StringBuilder text = new StringBuilder("; Ports, vectors and sizes of the devices.\n");
    text.append(
        "; Written from the device definitions; docs/reference/DEVICES.md says what they do.\n");
    for (DeviceDefinition<?> device : Devices.DEFINITIONS) {
      text.append("\n; ").append(device.name()).append('\n');
      for (Port port : device.ports()) {
        equ(text, port.name(), hex(port.number()), port.input() != null ? "in" : "out");
      }
      for (DeviceDefinition.Constant constant : device.constants()) {
        equ(text, constant.name(), Long.toString(constant.value()), constant.doc());
      }
      device.line().ifPresent(line -> lineConstants(text, device.name(), line));
    }
    text.append("\n; faults: addresses of their words in the vector table\n");
    for (FaultKind fault : FaultKind.values()) {
      equ(text, "VECTOR_" + fault.name(), hex(fault.vector() * WORD_BYTES), fault.text());
    }
    return text.toString();
  }

  private static void lineConstants(StringBuilder text, String device, int line) {
    String name = device.toUpperCase(Locale.ROOT);
    equ(text, "LINE_" + name, Integer.toString(line), "interrupt line");
    int address = (FIRST_LINE_VECTOR + line) * WORD_BYTES;
    equ(text, "VECTOR_" + name, hex(address), "address of the line's word in the vector table");
  }

  private static void equ(StringBuilder text, String name, String value, String comment) {
    String front = "        .equ    " + name + ", " + value;
    text.append(front).append(" ".repeat(Math.max(1, 48 - front.length())));
    text.append("; ").append(comment).append('\n');
  }

  private static String row(Object... cells) {
    StringBuilder row = new StringBuilder("|");
    for (Object cell : cells) {
      row.append(' ').append(cell).append(" |");
    }
    return row.append('\n').toString();
  }

  private static String title(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String hex(int number) {
    return "0x" + Integer.toHexString(number);
  }
}
