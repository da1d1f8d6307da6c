package dev.understudy.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/** The command that serves the page, until it is closed. */
final class ServedPage implements AutoCloseable {
  private final Process process;
  private final String address;

  private ServedPage(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** Starts {@code understudy explore} with these arguments. */
  static ServedPage explore(String... arguments) {
    Process process =
        CommandProcess.start(
            Stream.concat(Stream.of("explore"), Stream.of(arguments)).toArray(String[]::new));
    try {
      BufferedReader out =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      String address = out.readLine();
      if (address == null) {
        throw new IllegalStateException("explore ended without a word");
      }
      return new ServedPage(process, address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
