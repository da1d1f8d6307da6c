package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.InputFile;
import dev.understudy.cli.io.OutputFile;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.RecordingReader;
import dev.understudy.inspect.recording.RecordingRefusedException;
import dev.understudy.inspect.recording.RecordingWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;

/** A recording on its way to a file: each chunk reaches it as soon as there is one. */
final class RecordFile implements AutoCloseable {
  private static final int MAX_BYTES = 1 << 30;
  static final String EXPECTED = "a recording that 'run --record' wrote";

  private final String name;
  private final OutputStream out;

  private RecordFile(String name) {
    this.name = name;
    if (Files.isDirectory(InputFile.path(name))) {
      throw new BadInputException(name + ": is a folder, expected the name of a file to write");
    }
    try {
      this.out = Files.newOutputStream(InputFile.path(name));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  static RecordFile create(String name) {
    return new RecordFile(name);
  }

  /** Begins the recording of a session. */
  RecordingWriter begin(RequestedRun session, boolean marksEveryEntry) {
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
      throw unwritable(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private BadInputException unwritable(IOException e) {
    return new BadInputException(name + ": can't be written: " + OutputFile.reason(e));
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
