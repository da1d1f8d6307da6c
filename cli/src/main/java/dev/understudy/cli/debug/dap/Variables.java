package dev.understudy.cli.debug.dap;

import dev.understudy.cli.debug.stop.BadExpressionException;
import dev.understudy.cli.debug.stop.ExpressionReader;
import dev.understudy.ft.replica.Replica;
import dev.understudy.inspect.timetravel.DeviceText;
import dev.understudy.inspect.timetravel.StopSearch;
import dev.understudy.inspect.timetravel.WaitReasons;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.Variable;
import org.jspecify.annotations.Nullable;

/** What a guest and its world hold at the cursor, as scopes of variables. */
final class Variables {
  private static final int WORD_BYTES = 8;
  private static final int PER_HOST = 16;

  /** What is shown of a host, in this order. */
  private enum Part {
    REGISTERS("Registers"),
    MEMORY("Memory"),
    DEVICES("Devices"),
    WORLD("World");

    final String title;

    Part(String title) {
      this.title = title;
    }

    int reference(int host) {
      return host * PER_HOST + ordinal() + 1;
    }
  }

  private final GuestThreads guests;
  private final SourceLines lines;

  Variables(GuestThreads guests, SourceLines lines) {
    this.guests = guests;
    this.lines = lines;
  }

  static List<Scope> scopes(int host) {
    List<Scope> scopes = new ArrayList<>();
    for (Part part : Part.values()) {
      Scope scope = new Scope();
      scope.setName(part.title);
      scope.setVariablesReference(part.reference(host));
      scope.setExpensive(part == Part.MEMORY);
      if (part == Part.REGISTERS) {
        scope.setPresentationHint("registers");
      }
      scopes.add(scope);
    }
    return scopes;
  }

  static int host(int reference) {
    return (reference - 1) / PER_HOST;
  }

  List<Variable> of(int reference) {
    int host = host(reference);
    int part = (reference - 1) % PER_HOST;
    if (reference < 1 || part >= Part.values().length || host >= guests.world().hostCount()) {
      throw new RefusedException("there is nothing with reference " + reference);
    }
    return switch (Part.values()[part]) {
      case REGISTERS -> registers(host);
      case MEMORY -> memory(host);
      case DEVICES -> devices(host);
      case WORLD -> world(host);
    };
  }

  // ---- of a guest

  private List<Variable> registers(int host) {
    Machine machine = guests.running(host);
    List<Variable> all = new ArrayList<>();
    for (int number = 0; number < Registers.COUNT; number++) {
      all.add(word(host, Registers.name(number), machine.register(number)));
    }
    all.add(variable("pc", lines.describe(machine.pc()) + " = " + hex(machine.pc())));
    all.add(variable("retired", Long.toString(machine.retired())));
    all.add(variable("interrupts", machine.interruptsEnabled() ? "enabled" : "disabled"));
    all.add(variable("pending lines", Integer.toBinaryString(machine.pendingLines())));
    return all;
  }

  /** The words at labels that are not code. */
  private List<Variable> memory(int host) {
    Machine machine = guests.running(host);
    List<Variable> all = new ArrayList<>();
    for (Map.Entry<String, Integer> symbol : lines.symbols().entrySet()) {
      int address = symbol.getValue();
      boolean within = address >= 0 && address + WORD_BYTES <= machine.memorySize();
      if (within && lines.at(address).isEmpty()) {
        Variable variable = variable(symbol.getKey(), value(StopSearch.word(machine, address)));
        variable.setEvaluateName(symbol.getKey());
        variable.setMemoryReference(GuestCode.reference(guests.timeline().nameOf(host), address));
        all.add(variable);
      }
    }
    return all;
  }

  private List<Variable> devices(int host) {
    guests.running(host);
    @Nullable Replica replica = guests.replica(host);
    List<Variable> all = new ArrayList<>();
    if (replica != null) {
      DeviceText.of(replica, Variables::value)
          .forEach((name, value) -> all.add(variable(name, value)));
    }
    return all;
  }

  // ---- of the world

  private List<Variable> world(int host) {
    List<Variable> all = new ArrayList<>();
    long ns = guests.timeline().position().timeNs();
    all.add(variable("time", String.format(Locale.ROOT, "%.6f ms", ns / 1e6)));
    all.add(variable("why", String.join("; ", WaitReasons.of(guests.world(), host))));
    for (int each = 0; each < guests.world().hostCount(); each++) {
      @Nullable Replica replica = guests.replica(each);
      String text =
          replica == null
              ? "down"
              : replica.state().meaning()
                  + (replica.runsLive() ? ", logged" : ", replayed")
                  + " up to entry "
                  + replica.entries()
                  + ", outputs held: "
                  + replica.heldOutputs();
      all.add(variable(guests.timeline().nameOf(each), text));
    }
    all.add(variable("console", guests.world().console().length + " bytes"));
    return all;
  }

  // ---- expressions

  /**
   * A register, {@code pc}, what stands at a label or an address, or an expression; empty if the
   * text is none of them.
   */
  Optional<Variable> evaluate(int host, String text) {
    Machine machine = guests.running(host);
    String name = text.strip();
    for (Variable register : registers(host)) {
      if (register.getName().equals(name)) {
        return Optional.of(register);
      }
    }
    Optional<Integer> address = address(name.replaceFirst("^\\[(.*)]$", "$1"));
    if (address.filter(at -> at >= 0 && at + WORD_BYTES <= machine.memorySize()).isEmpty()) {
      return expression(machine, name);
    }
    Variable variable = variable(name, value(StopSearch.word(machine, address.get())));
    variable.setMemoryReference(GuestCode.reference(guests.timeline().nameOf(host), address.get()));
    return Optional.of(variable);
  }

  private Optional<Variable> expression(Machine machine, String text) {
    try {
      OptionalLong value = ExpressionReader.read(text, lines.symbols()).value(machine);
      String shown = value.isPresent() ? value(value.getAsLong()) : "no value here";
      return Optional.of(variable(text, shown));
    } catch (BadExpressionException e) {
      return Optional.empty();
    }
  }

  Optional<Integer> address(String name) {
    Integer label = lines.symbols().get(name);
    return label != null
        ? Optional.of(label)
        : Optional.of(name).filter(text -> text.matches("0x[0-9a-f]{1,7}")).map(Integer::decode);
  }

  private Variable word(int host, String name, long value) {
    Variable variable = variable(name, value(value));
    variable.setEvaluateName(name);
    @Nullable Machine machine = guests.machine(host);
    if (machine != null && value >= 0 && value < machine.memorySize()) {
      variable.setMemoryReference(GuestCode.reference(guests.timeline().nameOf(host), (int) value));
    }
    return variable;
  }

  private static Variable variable(String name, String value) {
    Variable variable = new Variable();
    variable.setName(name);
    variable.setValue(value);
    return variable;
  }

  private static String value(long value) {
    return value >= -9_999 && value <= 9_999 ? Long.toString(value) : hex(value);
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
