package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.InputFile;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.RecordingReader;
import dev.understudy.inspect.timetravel.DiffersException;
import dev.understudy.inspect.timetravel.Expected;
import dev.understudy.inspect.timetravel.Journey;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.MemoryPool;
import java.nio.file.Files;

/** What is to be travelled through: a recording, or a run that arguments describe. */
final class DebugTarget {
  private DebugTarget() {}

  static Journey open(RunOptions options) {
    boolean recorded = options.program != null && isRecording(options.program);
    return recorded ? ofRecording(String.valueOf(options.program), options) : ofScenario(options);
  }

  static boolean isRecording(String file) {
    return !Guest.ships(file)
        && Files.isRegularFile(InputFile.path(file))
        && RecordingReader.isRecording(InputFile.beginning(file, 16, RecordFile.EXPECTED));
  }

  private static Journey ofScenario(RunOptions options) {
    try {
      return Journey.through(
          Session.of("debug", options).setup(), new MemoryPool(), Expected.nothing());
    } catch (DiffersException e) {
      throw new IllegalStateException("nothing was expected", e);
    }
  }

  private static Journey ofRecording(String file, RunOptions options) {
    Recording recording = RecordFile.read(file, true);
    if (!recording.isWhole()) {
      BuildIdentity.requireSame(file, recording); // Nothing tells how the rest of it went.
    }
    Setup setup = recording.setup(EngineChoice.of("debug", options.engine).engines().even());
    try {
      return Journey.through(setup, new MemoryPool(), Expected.of(recording));
    } catch (DiffersException e) {
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
