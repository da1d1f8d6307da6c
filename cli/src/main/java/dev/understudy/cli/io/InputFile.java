package dev.understudy.cli.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.experiment.report.ReadableNumbers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads files that users name. A file that is too large is refused without reading it, and one
 * whose size nobody knows (a pipe, a device) is read no further than the limit.
 */
public final class InputFile {
  /** Far beyond anything that people write. */
  static final int MAX_TEXT_BYTES = 16 << 20;

  private InputFile() {}

  /** The path, if it is one that this system can have. */
  public static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new BadInputException(name + ": no name of a file: " + e.getReason());
    }
  }

  /** The first bytes of a file, as many as there are up to {@code length}. */
  public static byte[] beginning(String name, int length, String expected) {
    try (InputStream in = open(name, expected)) {
      return in.readNBytes(length);
    } catch (IOException e) {
      throw unreadable(name, e, expected);
    }
  }

  /** All bytes of a file. */
  public static byte[] bytes(String name, int limit, String expected) {
    try (InputStream in = open(name, expected)) {
      long size = Files.size(path(name));
      byte[] bytes = size > limit ? new byte[0] : in.readNBytes(limit + 1);
      if (size > limit || bytes.length > limit) {
        String found = size > limit ? ReadableNumbers.count(size, "byte") : "more than it may have";
        throw new BadInputException(
            name + ": too large (" + found + "), expected at most " + (limit >> 20) + " MiB");
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(name, e, expected);
    }
  }

  private static InputStream open(String name, String expected) throws IOException {
    if (Files.isDirectory(path(name))) {
      throw new BadInputException(name + ": is a folder, expected " + expected);
    }
    return Files.newInputStream(path(name));
  }

  private static BadInputException unreadable(String name, IOException e, String expected) {
    String problem = e.getMessage() == null ? e.toString() : e.getMessage();
    if (e instanceof NoSuchFileException) {
      problem = "no such file";
    } else if (e instanceof AccessDeniedException) {
      problem = "no permission to read it";
    }
    return new BadInputException(name + ": " + problem + ", expected " + expected);
  }

  /**
   * The text of a file in UTF-8, without a byte order mark.
   *
   * @param expected what it should be instead, for messages
   */
  public static String text(String name, String expected) {
    return decode(name, bytes(name, MAX_TEXT_BYTES, expected), expected);
  }

  private static String decode(String name, byte[] bytes, String expected) {
    if (bytes.length == 0) {
      throw new BadInputException(name + ":1:1: the file is empty, expected " + expected);
    }
    CharsetDecoder decoder = UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.length);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(in, text, true);
    text.flip();
    if (result.isError()) {
      int wrong = bytes[in.position()] & 0xff;
      throw new BadInputException(
          place(name, text)
              + ": byte 0x"
              + Integer.toHexString(wrong)
              + " is no text in UTF-8, expected "
              + expected);
    }
    return text.length() > 0 && text.charAt(0) == '\ufeff'
        ? text.subSequence(1, text.length()).toString()
        : text.toString();
  }

  /** The place at which the text ends. */
  private static String place(String name, CharSequence text) {
    String before = text.toString();
    long line = before.chars().filter(c -> c == '\n').count() + 1;
    String last = before.substring(before.lastIndexOf('\n') + 1);
    return name + ":" + line + ":" + (last.codePointCount(0, last.length()) + 1);
  }
}
