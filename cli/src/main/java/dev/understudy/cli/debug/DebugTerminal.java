package dev.understudy.cli.debug;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The debugger at a terminal: a history that stays, completion, editing of lines. */
public final class DebugTerminal {
  private static final String PROMPT = "> ";
  private static final String HISTORY = ".understudy-debug-history";

  private final DebugShell shell;
  private final Streams streams;
  private final Terminal terminal;

  public DebugTerminal(DebugShell shell, Streams streams, Terminal terminal) {
    this.shell = shell;
    this.streams = streams;
    this.terminal = terminal;
  }

  /**
   * At the terminal of the process, which must be one. No native code: stty does what is needed.
   */
  public static void serve(DebugShell shell, Streams streams) {
    try (Terminal terminal =
        TerminalBuilder.builder().system(true).exec(true).jni(false).ffm(false).build()) {
      new DebugTerminal(shell, streams, terminal)
          .converse(Path.of(System.getProperty("user.home", "."), HISTORY));
    } catch (IOException e) {
      throw new BadInputException("terminal: " + e.getMessage());
    }
  }

  /** Reads commands until the end, and obeys them. */
  public void converse(Path history) {
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .completer(completer())
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .variable(LineReader.HISTORY_FILE, history)
            .build();
    shell.greet();
    streams.out().flush();
    while (!shell.isOver()) {
      try {
        String problem = shell.obey(reader.readLine(PROMPT));
        streams.out().flush();
        if (!problem.isEmpty()) {
          streams.message(problem);
        }
      } catch (UserInterruptException e) {
        streams.message("Ctrl-C gives up the line; 'quit' ends"); // It leaves the run alone.
      } catch (EndOfFileException e) {
        return;
      }
    }
  }

  private Completer completer() {
    return (reader, line, candidates) -> {
      List<String> typed = line.words().subList(0, line.wordIndex() + 1);
      shell.completions(typed).forEach(word -> candidates.add(new Candidate(word)));
    };
  }
}
