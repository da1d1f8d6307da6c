package dev.understudy.vm.asm;

import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Assembles little sources for tests. */
final class Sources {
  private Sources() {}

  static Assembly assemble(String... lines) {
    return Assembler.assemble("p.asm", String.join("\n", lines), Includes.none());
  }

  static Image image(String... lines) {
    return assemble(lines).orThrow();
  }

  /** The image of lines that start at 0x1000, without having to say where they start. */
  static Image code(String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add(0, "start:");
    return image(all.toArray(String[]::new));
  }

  /** What is wrong with code, each as {@code line:column: message}. */
  static List<String> problems(String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    all.set(0, "start: " + all.get(0));
    Assembly assembly = assemble(all.toArray(String[]::new));
    return assembly.diagnostics().stream()
        .map(d -> d.line() + ":" + (d.column() - (d.line() == 1 ? 7 : 0)) + ": " + d.message())
        .toList();
  }

  /** The one thing that is wrong with one line. */
  static String problem(String line) {
    List<String> problems = problems(line);
    return problems.size() == 1 ? problems.get(0).substring(2) : String.join("\n", problems);
  }

  static Includes includes(String... namesAndTexts) {
    Map<String, String> texts = new TreeMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    return name -> Optional.ofNullable(texts.get(name));
  }

  /** The 8 bytes at an address as a little-endian number; zero beyond the contents. */
  static long quad(Image image, int address) {
    long value = 0;
    for (int i = 7; i >= 0; i--) {
      int at = address + i;
      value = (value << 8) | (at < image.length() ? image.byteAt(at) & 0xff : 0);
    }
    return value;
  }

  /** The bytes from an address to the end of the contents, in hex. */
  static String bytes(Image image, int from) {
    StringBuilder out = new StringBuilder();
    for (int at = from; at < image.length(); at++) {
      out.append(at == from ? "" : " ").append(hex(image.byteAt(at)));
    }
    return out.toString();
  }

  private static String hex(byte value) {
    return Integer.toHexString((value & 0xff) | 0x100).substring(1);
  }
}
