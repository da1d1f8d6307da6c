package dev.understudy.vm.image;

import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.SourceLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The image file format, version 1; docs/start/ASSEMBLY.md describes it.
 *
 * <p>Memory that is zero takes no room: contents are stored as runs of pages that hold something.
 */
public final class ImageFile {
  /** The version written, and the only one read. */
  public static final int VERSION = 1;

  /** No image file is longer: the largest memory, and as much again for names. */
  public static final int MAX_BYTES = 2 * Image.MAX_MEMORY;

  /**
   * How every image file begins. The first byte is no text in UTF-8; the line ends show a transfer
   * that treated the file as text.
   */
  private static final byte[] MAGIC = {(byte) 0x89, 'U', 'S', 'I', 'M', 'G', '\r', '\n'};

  private static final int PAGE_BYTES = 4096;

  private ImageFile() {}

  /** Whether a file that begins like this claims to be an image. */
  public static boolean isImage(byte[] beginning) {
    return ImageFieldReader.startsWith(beginning, MAGIC);
  }

  /** How many bytes {@link #isImage} wants to see. */
  public static int magicLength() {
    return MAGIC.length;
  }

  public static byte[] encode(Image image) {
    ImageFieldWriter out = new ImageFieldWriter();
    out.bytes(MAGIC);
    out.u32(VERSION);
    out.u32(image.memorySize());
    out.u32(image.entry());
    out.u32(image.length());
    writeRuns(image, out);
    writeSymbols(image, out);
    writeSourceLines(image, out);
    return out.withChecksum();
  }

  /**
   * The image that was encoded.
   *
   * @throws ImageRefusedException if the bytes are anything else
   */
  public static Image decode(byte[] file) throws ImageRefusedException {
    ImageFieldReader in = ImageFieldReader.checked(file, MAGIC, VERSION);
    int memorySize = memorySize(in);
    int entry = in.u32("the entry");
    byte[] contents = new byte[in.count("the length of the contents", memorySize)];
    readRuns(in, contents);
    Map<String, Integer> symbols = readSymbols(in);
    Map<Integer, SourceLine> sourceLines = readSourceLines(in);
    in.expectEnd();
    return new Image(contents, entry, memorySize, symbols, sourceLines);
  }

  private static int memorySize(ImageFieldReader in) throws ImageRefusedException {
    int size = in.count("the memory size", Image.MAX_MEMORY);
    if (size < Image.MIN_MEMORY || size % PAGE_BYTES != 0) {
      throw in.refuse("memory of " + size + " bytes, expected 64 KiB to 256 MiB in pages");
    }
    return size;
  }

  private static void writeRuns(Image image, ImageFieldWriter out) {
    byte[] contents = image.contents();
    List<int[]> runs = runs(contents);
    out.u32(runs.size());
    for (int[] run : runs) {
      out.u32(run[0]);
      out.u32(run[1] - run[0]);
      out.bytes(contents, run[0], run[1] - run[0]);
    }
  }

  /** Start and end of each stretch of pages that are not all zero. */
  private static List<int[]> runs(byte[] contents) {
    List<int[]> runs = new ArrayList<>();
    int[] last = {0, -1};
    for (int page = 0; page < contents.length; page += PAGE_BYTES) {
      int end = Math.min(contents.length, page + PAGE_BYTES);
      if (isZero(contents, page, end)) {
        continue;
      }
      if (last[1] == page) {
        last[1] = end;
      } else {
        last = new int[] {page, end};
        runs.add(last);
      }
    }
    return runs;
  }

  private static boolean isZero(byte[] contents, int start, int end) {
    for (int i = start; i < end; i++) {
      if (contents[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static void readRuns(ImageFieldReader in, byte[] contents) throws ImageRefusedException {
    int count = in.count("the number of runs", contents.length);
    int free = 0;
    for (int i = 0; i < count; i++) {
      int start = in.count("the address of a run", contents.length);
      if (start < free) {
        throw in.refuse("a run at address " + start + " begins before the last one ends");
      }
      int length = in.count("the length of a run", contents.length - start);
      in.bytes(contents, start, length);
      free = start + length;
    }
  }

  private static void writeSymbols(Image image, ImageFieldWriter out) {
    out.u32(image.symbols().size());
    image
        .symbols()
        .forEach(
            (name, address) -> {
              out.text(name);
              out.u32(address);
            });
  }

  private static Map<String, Integer> readSymbols(ImageFieldReader in)
      throws ImageRefusedException {
    Map<String, Integer> symbols = new TreeMap<>();
    int count = in.count("the number of symbols", in.remaining());
    for (int i = 0; i < count; i++) {
      String name = in.text("a symbol");
      if (symbols.put(name, in.u32("the address of a symbol")) != null) {
        throw in.refuse("a symbol stands there twice");
      }
    }
    return symbols;
  }

  /** The names of the files once, then a line of three numbers for each address. */
  private static void writeSourceLines(Image image, ImageFieldWriter out) {
    Map<String, Integer> files = new LinkedHashMap<>();
    for (SourceLine line : image.sourceLines().values()) {
      files.putIfAbsent(line.file(), files.size());
    }
    out.u32(files.size());
    files.keySet().forEach(out::text);
    out.u32(image.sourceLines().size());
    image
        .sourceLines()
        .forEach(
            (address, line) -> {
              out.u32(address);
              out.u32(files.getOrDefault(line.file(), 0));
              out.u32(line.line());
            });
  }

  private static Map<Integer, SourceLine> readSourceLines(ImageFieldReader in)
      throws ImageRefusedException {
    List<String> files = new ArrayList<>();
    int fileCount = in.count("the number of source files", in.remaining());
    for (int i = 0; i < fileCount; i++) {
      files.add(in.text("a source file"));
    }
    Map<Integer, SourceLine> lines = new TreeMap<>();
    int count = in.count("the number of source lines", in.remaining());
    for (int i = 0; i < count; i++) {
      int address = in.u32("an address");
      int file = in.count("the number of a source file", fileCount - 1);
      lines.put(address, new SourceLine(files.get(file), in.u32("a line number")));
    }
    return lines;
  }
}
