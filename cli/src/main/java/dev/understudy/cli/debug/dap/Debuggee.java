package dev.understudy.cli.debug.dap;

import dev.understudy.vm.asm.Labels;
import dev.understudy.vm.machine.FaultReport;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.debug.ExceptionBreakMode;
import org.eclipse.lsp4j.debug.ExceptionInfoResponse;
import org.eclipse.lsp4j.debug.StackFrame;
import org.jspecify.annotations.Nullable;

/** A run that was opened, in the protocol's words. */
final class Debuggee {
  private static final int FRAMES_PER_HOST = 1000;

  final LaunchedRun launched;
  final GuestThreads guests;
  final SourceLines lines;
  final Variables variables;
  final GuestCode code;
  final ExecutionControl control;
  final BreakpointTable breakpoints;

  Debuggee(LaunchedRun launched, DapSession session, boolean everyHost) {
    this.launched = launched;
    this.guests = new GuestThreads(launched.timeline());
    this.lines = new SourceLines(launched.lines(), launched.library());
    this.variables = new Variables(guests, lines);
    this.code = new GuestCode(guests, lines, Labels.of(launched.lines()));
    this.control = new ExecutionControl(this, session, everyHost);
    this.breakpoints = new BreakpointTable(this);
  }

  // ---- where one is

  List<StackFrame> frames(int host) {
    @Nullable Machine machine = guests.machine(host);
    List<StackFrame> frames = new ArrayList<>();
    List<Integer> addresses = machine == null ? List.of() : CallStack.of(lines, machine);
    for (int address : addresses) {
      StackFrame frame = new StackFrame();
      frame.setId(host * FRAMES_PER_HOST + frames.size() + 1);
      frame.setName(lines.describe(address));
      frame.setInstructionPointerReference(GuestCode.reference(address));
      Optional<SourceLine> line = lines.at(address);
      line.ifPresent(there -> frame.setSource(lines.source(there.file())));
      frame.setLine(line.map(SourceLine::line).orElse(0));
      frame.setColumn(line.isPresent() ? 1 : 0);
      frames.add(frame);
    }
    return frames;
  }

  /** The host that a stack frame is of; without a frame, the host that serves. */
  int hostOfFrame(@Nullable Integer frame) {
    return frame == null || frame < 1
        ? guests.foremost()
        : guests.host(GuestThreads.thread((frame - 1) / FRAMES_PER_HOST));
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
}
