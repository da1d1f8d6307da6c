package dev.understudy.cli.report;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.Hint;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.vm.asm.Disassembler;
import dev.understudy.vm.asm.Labels;
import dev.understudy.vm.compiled.Explanation;
import dev.understudy.vm.compiled.Explanation.Section;
import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compiled region as text and as JSON. */
public final class RegionText {
  private final Image image;
  private final Labels labels;

  public RegionText(Image image) {
    this.image = image;
    this.labels = Labels.of(image);
  }

  /**
   * The region at an address or label.
   *
   * @param at empty for the program's entry
   */
  public Explanation explain(String at) {
    int address = address(at);
    return Explanation.of(image, address)
        .orElseThrow(
            () ->
                new BadInputException(
                    ReadableNumbers.hex(address)
                        + ": no compiled code can begin there, expected the address of an"
                        + " instruction that is not left to the interpreter"));
  }

  private int address(String at) {
    if (at.isEmpty()) {
      return image.entry();
    }
    Integer label = image.symbols().get(at);
    if (label != null) {
      return label;
    }
    try {
      return Integer.parseUnsignedInt(at.replaceFirst("^0x", ""), 16);
    } catch (NumberFormatException e) {
      String hint = Hint.of(at, image.symbols().keySet());
      throw new BadInputException(
          "--at " + at + ": no such label" + (hint.isEmpty() ? ", expected one or 0x..." : hint));
    }
  }

  public List<String> lines(Explanation region) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "region at "
            + ReadableNumbers.hex(region.root())
            + ": "
            + ReadableNumbers.count(instructions(region), "instruction")
            + " in a method of "
            + ReadableNumbers.count(region.methodBytes(), "byte"));
    for (Section section : region.sections()) {
      lines.add("");
      lines.add(heading(section));
      section.bytecode().forEach(line -> lines.add("            " + line));
    }
    return lines;
  }

  private static long instructions(Explanation region) {
    return region.sections().stream()
        .filter(one -> one.purpose() == Explanation.Purpose.INSTRUCTION)
        .map(Section::address)
        .distinct()
        .count();
  }

  private String heading(Section section) {
    String label = labels.at(section.address()).map(name -> name + ": ").orElse("");
    String where = ReadableNumbers.hex(section.address()) + "  " + label;
    return switch (section.purpose()) {
      case ENTRY -> "entry: variables, and the way to a checkpoint";
      case COUNTED_TURNS -> where + "turns that are certain";
      case INSTRUCTION ->
          where
              + guest(section)
              + (section.budget() > 0 ? "     ; checkpoint, takes " + section.budget() : "");
      case EXITS -> "exits";
    };
  }

  private String guest(Section section) {
    return Disassembler.instruction(section.word(), labels).orElse("?");
  }

  public Map<String, @Nullable Object> json(Explanation region) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("root", Integer.toUnsignedLong(region.root()));
    json.put("instructions", instructions(region));
    json.put("methodBytes", region.methodBytes());
    List<Map<String, @Nullable Object>> sections = new ArrayList<>();
    for (Section section : region.sections()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      boolean isGuest = section.purpose() == Explanation.Purpose.INSTRUCTION;
      one.put("purpose", section.purpose().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      one.put("address", Integer.toUnsignedLong(section.address()));
      one.put("guest", isGuest ? guest(section) : null);
      one.put("checkpointTakes", section.budget() > 0 ? section.budget() : null);
      one.put("bytecode", section.bytecode());
      sections.add(one);
    }
    json.put("sections", sections);
    return json;
  }
}
