package dev.understudy.cli.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.experiment.report.ReportLayout;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.experiment.report.TextWrap;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Watched result;
  private final PrintWriter out;
  private final PrintWriter err;
  private final @Nullable MessageTerminal watched;
  private final Terminal terminal;
  private final @Nullable BufferedReader answers;
  private boolean statusShown;

  /** Into pipes or files. */
  public Streams(OutputStream result, OutputStream messages) {
    this(result, messages, null, Terminal.NONE, null);
  }

  /**
   * @param watched the terminal that messages go to, where progress is worth showing; null if there
   *     is none
   * @param terminal what results are read on
   * @param answers what people type who also see the result; null if nobody does
   */
  public Streams(
      OutputStream result,
      OutputStream messages,
      @Nullable MessageTerminal watched,
      Terminal terminal,
      @Nullable InputStream answers) {
    this.terminal = terminal;
    this.answers =
        answers == null ? null : new BufferedReader(new InputStreamReader(answers, UTF_8));
    this.result = new Watched(result);
    this.out = writer(this.result, false);
    this.err = writer(new Watched(messages), true);
    this.watched = watched;
  }

  /**
   * Those of the process. Java can't ask which of them is a terminal, nor how wide it is: the
   * launcher does, and says so in properties and in {@code COLUMNS}.
   */
  public static Streams ofProcess() {
    return new Streams(
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Boolean.getBoolean("understudy.stderr.terminal")
            ? new MessageTerminal(Terminal.messageColumns(), new ProgressThread())
            : null,
        Terminal.ofProcess(),
        Boolean.getBoolean("understudy.dialogue") ? new FileInputStream(FileDescriptor.in) : null);
  }

  private static PrintWriter writer(OutputStream out, boolean flushLines) {
    OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
    return new PrintWriter(new OutputStreamWriter(buffered, UTF_8), flushLines);
  }

  /** For results. */
  public PrintWriter out() {
    return out;
  }

  /**
   * Asks whoever sits at the terminal, and waits for a line; empty if nobody does, or if they typed
   * an end of input.
   */
  public Optional<String> ask(String question) {
    if (answers == null) {
      return Optional.empty();
    }
    out.write(question);
    out.flush();
    try {
      return Optional.ofNullable(answers.readLine());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** For messages and progress. */
  public PrintWriter err() {
    return err;
  }

  /** Whether somebody watches how far a command is. */
  public boolean progressSeen() {
    return watched != null;
  }

  /** The terminal on which somebody watches how far a command is. */
  Optional<MessageTerminal> watched() {
    return Optional.ofNullable(watched);
  }

  /** How what people read is laid out, in short; its lines are as long as the terminal is wide. */
  public ReportLayout layout() {
    return new ReportLayout(terminal.columns(), colourful(), false);
  }

  /** Whether lines of the result have an end, as those of a pipe have not. */
  public boolean isWrapped() {
    return terminal.columns() != Terminal.UNWRAPPED;
  }

  /** Whether the result is read where colours are shown, and wanted. */
  public boolean colourful() {
    return terminal.colourful();
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

  /**
   * Prints one line of the result as it is, however long: for what is pasted, read by programs, or
   * laid out by its report. The line end is the same everywhere.
   */
  public void line(String text) {
    out.write(text);
    out.write('\n');
  }

  /** Prints a line for people, on as many lines as the terminal needs for it. */
  public void text(String text) {
    TextWrap.laidOut(text, layout().width()).forEach(this::line);
  }

  /** Prints a table for people. */
  public void table(TextTable table) {
    table.lines("", layout()).forEach(this::line);
  }

  /**
   * A line on the terminal that the next one, or a message, takes the place of; empty for none.
   * Where progress is not seen it is left out.
   */
  public synchronized void status(String text) {
    if (watched == null || (text.isEmpty() && !statusShown)) {
      return;
    }
    statusShown = !text.isEmpty();
    err.write(CLEAR_LINE + text.substring(0, Math.min(text.length(), watched.columns() - 1)));
    err.flush();
  }

  /** One line of a message. */
  public synchronized void message(String text) {
    status("");
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
