package dev.understudy.cli.debug.dap;

import dev.understudy.cli.debug.dap.EditorStops.EditorBreakpoint;
import dev.understudy.cli.debug.dap.EditorStops.Kind;
import dev.understudy.cli.debug.stop.BadExpressionException;
import dev.understudy.cli.debug.stop.ExpressionReader;
import dev.understudy.cli.debug.stop.HitCount;
import dev.understudy.cli.debug.stop.LogMessage;
import dev.understudy.cli.debug.stop.StopGuard;
import dev.understudy.inspect.timetravel.StopCondition;
import dev.understudy.vm.isa.Registers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.DataBreakpoint;
import org.eclipse.lsp4j.debug.DataBreakpointAccessType;
import org.eclipse.lsp4j.debug.DataBreakpointInfoArguments;
import org.eclipse.lsp4j.debug.DataBreakpointInfoResponse;
import org.eclipse.lsp4j.debug.FunctionBreakpoint;
import org.eclipse.lsp4j.debug.InstructionBreakpoint;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceBreakpoint;
import org.jspecify.annotations.Nullable;

/** Sets the breakpoints that an editor asks for, or says why one can't be set. */
final class BreakpointTable {
  private final Debuggee debuggee;

  BreakpointTable(Debuggee debuggee) {
    this.debuggee = debuggee;
  }

  /**
   * What a breakpoint carries beside its place: a condition, a hit count, a message instead of a
   * stop.
   */
  private record Modifiers(
      @Nullable String condition, @Nullable String hits, @Nullable String log) {

    private static Optional<String> text(@Nullable String text) {
      return Optional.ofNullable(text).filter(one -> !one.isBlank());
    }

    StopGuard guard(Map<String, Integer> labels) {
      return new StopGuard(
          text(condition).map(one -> ExpressionReader.read(one, labels)),
          text(hits).map(HitCount::read));
    }

    Optional<LogMessage> log(Map<String, Integer> labels) {
      return text(log).map(one -> LogMessage.read(one, labels));
    }
  }

  /** Sets a breakpoint at a line; it moves to the next line that has an instruction. */
  Breakpoint set(
      int id, @Nullable Source source, SourceBreakpoint wanted, List<EditorBreakpoint> into) {
    Breakpoint breakpoint = unverified(id, "");
    breakpoint.setSource(source);
    breakpoint.setLine(wanted.getLine());
    @Nullable String file = source == null ? null : debuggee.lines.file(source);
    if (file == null) {
      breakpoint.setMessage("the guest has no code of this file");
      return breakpoint;
    }
    Map.@Nullable Entry<Integer, Integer> first = debuggee.lines.firstFrom(file, wanted.getLine());
    if (first == null) {
      breakpoint.setMessage("no instruction stands in this line or behind it");
      return breakpoint;
    }
    int address = first.getValue();
    Modifiers modifiers =
        new Modifiers(wanted.getCondition(), wanted.getHitCondition(), wanted.getLogMessage());
    Breakpoint verified = verified(id, Kind.LINE, address, null, modifiers, into);
    verified.setSource(source);
    verified.setLine(verified.isVerified() ? first.getKey() : wanted.getLine());
    verified.setInstructionReference(GuestCode.reference(address));
    return verified;
  }

  Breakpoint set(int id, FunctionBreakpoint wanted, List<EditorBreakpoint> into) {
    Modifiers modifiers = new Modifiers(wanted.getCondition(), wanted.getHitCondition(), null);
    Integer address = debuggee.lines.symbols().get(wanted.getName());
    return address == null
        ? unverified(id, "there is no label '" + wanted.getName() + "'")
        : verified(id, Kind.FUNCTION, address, null, modifiers, into);
  }

  Breakpoint set(int id, InstructionBreakpoint wanted, List<EditorBreakpoint> into) {
    int offset = wanted.getOffset() == null ? 0 : wanted.getOffset();
    int address = debuggee.code.address(wanted.getInstructionReference(), offset);
    Modifiers modifiers = new Modifiers(wanted.getCondition(), wanted.getHitCondition(), null);
    return verified(id, Kind.INSTRUCTION, address, null, modifiers, into);
  }

  Breakpoint set(int id, DataBreakpoint wanted, List<EditorBreakpoint> into) {
    String[] parts = wanted.getDataId().split("/", -1);
    boolean readToo =
        wanted.getAccessType() != null && wanted.getAccessType() != DataBreakpointAccessType.WRITE;
    if (readToo) {
      return unverified(id, "only writes can be watched");
    }
    @Nullable StopCondition condition = condition(parts);
    Modifiers modifiers = new Modifiers(wanted.getCondition(), wanted.getHitCondition(), null);
    return condition == null
        ? unverified(id, "'" + wanted.getDataId() + "' is nothing to be watched")
        : verified(id, Kind.DATA, null, condition, modifiers, into);
  }

  private static @Nullable StopCondition condition(String[] parts) {
    if (parts.length != 3 || !parts[0].matches("[0-9]{1,4}") || !parts[2].matches("[0-9]{1,9}")) {
      return null;
    }
    int host = Integer.parseInt(parts[0]);
    int number = Integer.parseInt(parts[2]);
    if (parts[1].equals("word")) {
      return new StopCondition.Word(host, number);
    }
    boolean register = parts[1].equals("register") && number < Registers.COUNT;
    return register ? new StopCondition.Register(host, number) : null;
  }

  /** What of a variable can be watched: a register, or a word of memory. */
  DataBreakpointInfoResponse watchable(DataBreakpointInfoArguments about) {
    @Nullable Integer reference = about.getVariablesReference();
    int host =
        reference != null && reference > 0
            ? Variables.host(reference)
            : debuggee.hostOfFrame(about.getFrameId());
    DataBreakpointInfoResponse response = new DataBreakpointInfoResponse();
    response.setAccessTypes(new DataBreakpointAccessType[] {DataBreakpointAccessType.WRITE});
    response.setCanPersist(false);
    for (int number = 0; number < Registers.COUNT; number++) {
      if (Registers.name(number).equals(about.getName())) {
        response.setDataId(host + "/register/" + number);
      }
    }
    if (response.getDataId() == null) {
      debuggee
          .variables
          .address(about.getName())
          .ifPresent(address -> response.setDataId(host + "/word/" + address));
    }
    response.setDescription(
        response.getDataId() == null
            ? "'" + about.getName() + "' is neither a register nor a word of memory"
            : about.getName() + " of " + debuggee.guests.timeline().nameOf(host));
    return response;
  }

  static Breakpoint unverified(int id, String message) {
    Breakpoint breakpoint = new Breakpoint();
    breakpoint.setId(id);
    breakpoint.setVerified(false);
    breakpoint.setMessage(message);
    return breakpoint;
  }

  private Breakpoint verified(
      int id,
      Kind kind,
      @Nullable Integer address,
      @Nullable StopCondition condition,
      Modifiers modifiers,
      List<EditorBreakpoint> into) {
    Map<String, Integer> labels = debuggee.lines.symbols();
    try {
      into.add(
          new EditorBreakpoint(
              id, kind, address, condition, modifiers.guard(labels), modifiers.log(labels)));
    } catch (BadExpressionException e) {
      return unverified(id, String.valueOf(e.getMessage()));
    }
    Breakpoint breakpoint = new Breakpoint();
    breakpoint.setId(id);
    breakpoint.setVerified(true);
    return breakpoint;
  }
}
