package dev.understudy.cli.dap;

import dev.understudy.cli.dap.Stops.Kind;
import dev.understudy.cli.dap.Stops.Planted;
import dev.understudy.sim.travel.Trap;
import dev.understudy.vm.asm.Labels;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.FaultReport;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.lsp4j.debug.Breakpoint;
import org.eclipse.lsp4j.debug.DataBreakpoint;
import org.eclipse.lsp4j.debug.DataBreakpointAccessType;
import org.eclipse.lsp4j.debug.DataBreakpointInfoArguments;
import org.eclipse.lsp4j.debug.DataBreakpointInfoResponse;
import org.eclipse.lsp4j.debug.ExceptionBreakMode;
import org.eclipse.lsp4j.debug.ExceptionInfoResponse;
import org.eclipse.lsp4j.debug.FunctionBreakpoint;
import org.eclipse.lsp4j.debug.InstructionBreakpoint;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourceBreakpoint;
import org.eclipse.lsp4j.debug.StackFrame;
import org.jspecify.annotations.Nullable;

/** A run that was opened, in the protocol's words. */
final class Debuggee {
  private static final int FRAMES_PER_HOST = 1000;

  final Opened opened;
  final Guests guests;
  final Lines lines;
  final Variables variables;
  final Code code;
  final Motions motions;
  private final Stops stops;

  Debuggee(Opened opened, Stops stops, boolean everyHost, BooleanSupplier givesWay) {
    this.opened = opened;
    this.stops = stops;
    this.guests = new Guests(opened.journey());
    this.lines = new Lines(opened.lines(), opened.library());
    this.variables = new Variables(guests, lines);
    this.code = new Code(guests, lines, Labels.of(opened.lines()));
    this.motions = new Motions(opened, lines, guests, stops, everyHost, givesWay);
  }

  // ---- where one is

  List<StackFrame> frames(int host) {
    @Nullable Machine machine = guests.machine(host);
    List<StackFrame> frames = new ArrayList<>();
    List<Integer> addresses = machine == null ? List.of() : Frames.of(lines, machine);
    for (int address : addresses) {
      StackFrame frame = new StackFrame();
      frame.setId(host * FRAMES_PER_HOST + frames.size() + 1);
      frame.setName(lines.describe(address));
      frame.setInstructionPointerReference(Code.reference(address));
      Optional<SourceLine> line = lines.at(address);
      line.ifPresent(there -> frame.setSource(lines.source(there.file())));
      frame.setLine(line.map(SourceLine::line).orElse(0));
      frame.setColumn(line.isPresent() ? 1 : 0);
      frames.add(frame);
    }
    return frames;
  }

  /** The host that a frame is of; without one whoever serves. */
  int hostOfFrame(@Nullable Integer frame) {
    return frame == null || frame < 1
        ? guests.foremost()
        : guests.host(Guests.thread((frame - 1) / FRAMES_PER_HOST));
  }

  ExceptionInfoResponse exception(int host, String description) {
    @Nullable Machine machine = guests.machine(host);
    Optional<FaultReport> fault = machine == null ? Optional.empty() : machine.fault();
    ExceptionInfoResponse info = new ExceptionInfoResponse();
    info.setExceptionId(fault.map(one -> one.kind().text()).orElse("event"));
    info.setDescription(fault.map(FaultReport::text).orElse(description));
    info.setBreakMode(fault.isPresent() ? ExceptionBreakMode.UNHANDLED : ExceptionBreakMode.ALWAYS);
    return info;
  }

  // ---- breakpoints

  /** One of lines; it moves to the next line that has an instruction. */
  Breakpoint plant(int id, @Nullable Source source, SourceBreakpoint wanted, List<Planted> into) {
    Breakpoint breakpoint = unverified(id, "");
    breakpoint.setSource(source);
    breakpoint.setLine(wanted.getLine());
    @Nullable String file = source == null ? null : lines.file(source);
    if (file == null) {
      breakpoint.setMessage("the guest has no code of this file");
      return breakpoint;
    }
    Map.@Nullable Entry<Integer, Integer> first = lines.firstFrom(file, wanted.getLine());
    if (first == null) {
      breakpoint.setMessage("no instruction stands in this line or behind it");
      return breakpoint;
    }
    breakpoint.setVerified(true);
    breakpoint.setLine(first.getKey());
    breakpoint.setInstructionReference(Code.reference(first.getValue()));
    into.add(new Planted(id, Kind.LINE, first.getValue(), null));
    return breakpoint;
  }

  Breakpoint plant(int id, FunctionBreakpoint wanted, List<Planted> into) {
    Integer address = lines.symbols().get(wanted.getName());
    return address == null
        ? unverified(id, "there is no label '" + wanted.getName() + "'")
        : verified(new Planted(id, Kind.FUNCTION, address, null), into);
  }

  Breakpoint plant(int id, InstructionBreakpoint wanted, List<Planted> into) {
    int offset = wanted.getOffset() == null ? 0 : wanted.getOffset();
    int address = code.address(wanted.getInstructionReference(), offset);
    return verified(new Planted(id, Kind.INSTRUCTION, address, null), into);
  }

  Breakpoint plant(int id, DataBreakpoint wanted, List<Planted> into) {
    String[] parts = wanted.getDataId().split("/", -1);
    boolean readToo =
        wanted.getAccessType() != null && wanted.getAccessType() != DataBreakpointAccessType.WRITE;
    if (readToo) {
      return unverified(id, "only writes can be watched");
    }
    if (parts.length != 3 || !(parts[0] + parts[2]).matches("[0-9]{1,9}")) {
      return unverified(id, "'" + wanted.getDataId() + "' is nothing to be watched");
    }
    int host = Integer.parseInt(parts[0]);
    int number = Integer.parseInt(parts[2]);
    Trap trap =
        parts[1].equals("register") ? new Trap.Register(host, number) : new Trap.Word(host, number);
    return verified(new Planted(id, Kind.DATA, null, trap), into);
  }

  /** What of a variable can be watched: a register, or a word of memory. */
  DataBreakpointInfoResponse watchable(DataBreakpointInfoArguments about) {
    @Nullable Integer reference = about.getVariablesReference();
    int host =
        reference != null && reference > 0
            ? Variables.host(reference)
            : hostOfFrame(about.getFrameId());
    DataBreakpointInfoResponse response = new DataBreakpointInfoResponse();
    response.setAccessTypes(new DataBreakpointAccessType[] {DataBreakpointAccessType.WRITE});
    response.setCanPersist(false);
    for (int number = 0; number < Registers.COUNT; number++) {
      if (Registers.name(number).equals(about.getName())) {
        response.setDataId(host + "/register/" + number);
      }
    }
    if (response.getDataId() == null) {
      variables
          .address(about.getName())
          .ifPresent(address -> response.setDataId(host + "/word/" + address));
    }
    response.setDescription(
        response.getDataId() == null
            ? "'" + about.getName() + "' is neither a register nor a word of memory"
            : about.getName() + " of " + guests.world().nameOf(host));
    return response;
  }

  private static Breakpoint verified(Planted planted, List<Planted> into) {
    into.add(planted);
    Breakpoint breakpoint = new Breakpoint();
    breakpoint.setId(planted.id());
    breakpoint.setVerified(true);
    return breakpoint;
  }

  static Breakpoint unverified(int id, String message) {
    Breakpoint breakpoint = new Breakpoint();
    breakpoint.setId(id);
    breakpoint.setVerified(false);
    breakpoint.setMessage(message);
    return breakpoint;
  }

  Stops stops() {
    return stops;
  }
}
