package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.InputFile;
import dev.understudy.cli.io.OutputFile;
import dev.understudy.cli.io.Progress;
import dev.understudy.cli.io.Streams;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.RecordingReader;
import dev.understudy.inspect.recording.RecordingRefusedException;
import dev.understudy.inspect.recording.RecordingSize;
import dev.understudy.inspect.recording.RecordingWriter;
import java.io.IOException;
import java.io.OutputStream;

/** A recording on its way to a file: each chunk reaches it as soon as there is one. */
final class RecordFile implements AutoCloseable {
  private static final int MAX_BYTES = 1 << 30;
  static final String EXPECTED = "a recording that 'run --record' wrote";

  private final OutputFile file;
  private final OutputStream out;

  /** Empties the file: everything else that the command writes has to be open by then. */
  RecordFile(OutputFile file) {
    this.file = file;
    this.out = file.stream();
  }

  /** Begins the recording of a session. */
  RecordingWriter begin(RequestedRun session, boolean marksEveryEntry) {
    if (!RecordingSize.fits(session.scenario())) {
      throw new BadInputException(
          "understudy run: --record: the scenario is too long with every value, expected at most "
              + (RecordingSize.MOST_SCENARIO_BYTES >> 20)
              + " MiB");
    }
    return RecordingWriter.begin(
        this::write,
        BuildIdentity.current(),
        session.setup().image(),
        session.scenario(),
        session.setup().faultTolerant(),
        marksEveryEntry);
  }

  private void write(byte[] chunk) {
    try {
      out.write(chunk);
    } catch (IOException e) {
      throw file.unwritable(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw file.unwritable(e);
    }
  }

  /** Reads a recording; damage is said with its place. */
  static Recording read(String name) {
    byte[] file = InputFile.bytes(name, MAX_BYTES, EXPECTED);
    try {
      return RecordingReader.read(file);
    } catch (RecordingRefusedException e) {
      throw new BadInputException(name + ": " + e.getMessage());
    }
  }

  /** The same for people who wait, and see on a terminal what for. */
  static Recording read(String name, boolean prefixWillDo, Streams streams) {
    return Progress.during(streams, "reading " + name, () -> read(name, prefixWillDo));
  }

  /** Reads one whose recorder reached its end, unless a prefix is asked for. */
  static Recording read(String name, boolean prefixWillDo) {
    Recording recording = read(name);
    if (!recording.isWhole() && !prefixWillDo) {
      throw new BadInputException(
          name
              + ": byte "
              + recording.length()
              + ": the recording breaks off without an end; --prefix takes what is there");
    }
    return recording;
  }
}
