package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.InputFile;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.RecordingReader;
import dev.understudy.inspect.timetravel.RecordedTrace;
import dev.understudy.inspect.timetravel.ReplayTimeline;
import dev.understudy.inspect.timetravel.RunDiffersException;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.MemoryPool;
import java.nio.file.Files;

/** What is to be travelled through: a recording, or a run that arguments describe. */
final class DebugTarget {
  private DebugTarget() {}

  static ReplayTimeline open(RunOptions options) {
    boolean recorded = options.program != null && isRecording(options.program);
    return recorded ? ofRecording(String.valueOf(options.program), options) : ofScenario(options);
  }

  static boolean isRecording(String file) {
    return !GuestProgram.ships(file)
        && Files.isRegularFile(InputFile.path(file))
        && RecordingReader.isRecording(InputFile.beginning(file, 16, RecordFile.EXPECTED));
  }

  private static ReplayTimeline ofScenario(RunOptions options) {
    try {
      return ReplayTimeline.through(
          RequestedRun.of("debug", options).setup(), new MemoryPool(), RecordedTrace.nothing());
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

  private static ReplayTimeline ofRecording(String file, RunOptions options) {
    if (options.mutant != null) {
      throw new BadInputException(
          file + ": a recording, of a run without a planted bug, expected a program for --mutant");
    }
    Recording recording = RecordFile.read(file, true);
    if (!recording.isWhole()) {
      BuildIdentity.requireSame(file, recording); // Nothing tells how the rest of it went.
    }
    Setup setup = recording.setup(EngineChoice.of("debug", options.engine).engines().even());
    try {
      return ReplayTimeline.through(setup, new MemoryPool(), RecordedTrace.of(recording));
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
}
