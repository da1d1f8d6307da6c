package dev.understudy.cli.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes: its result, and its messages. UTF-8 whatever the host's locale.
 *
 * <p>A reader that goes away early ({@code understudy programs | head -1}) is no error; a disk that
 * is full is one, and {@link #failure} tells.
 */
public final class Streams {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Watched result;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean progressSeen;

  /**
   * @param progressSeen whether messages go to a terminal, where progress is worth showing
   */
  public Streams(OutputStream result, OutputStream messages, boolean progressSeen) {
    this.result = new Watched(result);
    this.out = writer(this.result, false);
    this.err = writer(new Watched(messages), true);
    this.progressSeen = progressSeen;
  }

  /**
   * The streams of the process. The launcher knows whether standard error is a terminal; Java
   * can't.
   */
  public static Streams ofProcess() {
    return new Streams(
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Boolean.getBoolean("understudy.stderr.terminal"));
  }

  private static PrintWriter writer(OutputStream out, boolean flushLines) {
    OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
    return new PrintWriter(new OutputStreamWriter(buffered, UTF_8), flushLines);
  }

  /** For results. */
  public PrintWriter out() {
    return out;
  }

  /** For messages and progress. */
  public PrintWriter err() {
    return err;
  }

  public boolean progressSeen() {
    return progressSeen;
  }

  /** Bytes of a result that is not text, or not known to be. */
  public void write(byte[] bytes) {
    out.flush();
    try {
      result.write(bytes, 0, bytes.length);
    } catch (IOException e) {
      // Kept by the stream, for failure().
    }
  }

  /** Prints one line of the result; the line end is the same everywhere. */
  public void line(String text) {
    out.write(text);
    out.write('\n');
  }

  /** Prints one line of a message. */
  public void message(String text) {
    err.write(text);
    err.write('\n');
    err.flush();
  }

  /** Why the result did not wholly reach its reader, unless the reader did not want more. */
  public Optional<String> failure() {
    out.flush();
    err.flush();
    return Optional.ofNullable(result.failure)
        .map(failure -> String.valueOf(failure.getMessage()))
        .filter(text -> !text.toLowerCase(Locale.ROOT).contains("broken pipe"));
  }

  /** Remembers its first failure and swallows what comes after it. */
  private static final class Watched extends FilterOutputStream {
    private @Nullable IOException failure;

    Watched(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      if (failure != null) {
        return;
      }
      try {
        out.write(bytes, start, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
