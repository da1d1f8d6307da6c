package dev.understudy.cli.command;

import dev.understudy.cli.debug.SourceText;
import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.InputFile;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.RecordingReader;
import dev.understudy.inspect.timetravel.RecordedTrace;
import dev.understudy.inspect.timetravel.ReplayTimeline;
import dev.understudy.inspect.timetravel.RunDiffersException;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.MemoryPool;
import java.nio.file.Files;
import java.util.function.LongConsumer;

/**
 * What is to be travelled through: a recording, or a run that arguments describe.
 *
 * @param sources what the guest was assembled from
 * @param notice what its user should know, in a line; empty if nothing
 */
record DebugTarget(ReplayTimeline timeline, SourceText sources, String notice) {

  /**
   * Runs it through.
   *
   * @param progress told often how far that is, in ns of the run
   */
  static DebugTarget open(RunOptions options, LongConsumer progress) {
    boolean recorded = options.program != null && isRecording(options.program);
    return recorded
        ? ofRecording(String.valueOf(options.program), options, progress)
        : ofScenario(options, progress);
  }

  static boolean isRecording(String file) {
    return !GuestProgram.ships(file)
        && Files.isRegularFile(InputFile.path(file))
        && RecordingReader.isRecording(InputFile.beginning(file, 16, RecordFile.EXPECTED));
  }

  private static DebugTarget ofScenario(RunOptions options, LongConsumer progress) {
    RequestedRun session = RequestedRun.of("debug", options);
    GuestProgram guest = session.guest();
    String program = guest.file().map(Object::toString).orElse(guest.name());
    try {
      return new DebugTarget(
          ReplayTimeline.through(
              session.setup(), new MemoryPool(), RecordedTrace.nothing(), progress),
          SourceFiles.of(program, guest.image()),
          "");
    } catch (RunDiffersException e) {
      throw new IllegalStateException("nothing was expected", e);
    } catch (IllegalStateException | IllegalArgumentException e) {
      if (options.mutant == null) {
        throw e;
      }
      throw new BadInputException(
          "understudy debug: --mutant "
              + options.mutant.name()
              + ": a check of the product's own ends this run, so it can't be travelled through: "
              + e.getMessage());
    }
  }

  private static DebugTarget ofRecording(String file, RunOptions options, LongConsumer progress) {
    if (options.mutant != null) {
      throw new BadInputException(
          file + ": a recording, of a run without a planted bug, expected a program for --mutant");
    }
    Recording recording = RecordFile.read(file, true);
    if (!recording.isWhole()) {
      BuildIdentity.requireSame(file, recording); // Nothing tells how the rest of it went.
    }
    Setup setup = recording.setup(EngineChoice.of("debug", options.engine).engines().even());
    RecordedTrace expected = RecordedTrace.of(recording);
    try {
      return new DebugTarget(
          ReplayTimeline.through(setup, new MemoryPool(), expected, progress),
          SourceFiles.of(recording.scenario().program(), recording.image()),
          recording.isWhole() ? "" : broken(file, recording, expected.breaksOffNs()));
    } catch (RunDiffersException e) {
      throw new BadInputException(
          file
              + ": recorded by "
              + recording.build().text()
              + ", which this build ("
              + BuildIdentity.current().text()
              + ") runs otherwise: "
              + e.getMessage());
    }
  }

  private static String broken(String file, Recording recording, long lastNs) {
    return file
        + ": byte "
        + recording.length()
        + ": the recording breaks off without an end; this is the run up to its last entry at "
        + ReadableNumbers.instant(lastNs);
  }
}
