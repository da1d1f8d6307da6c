package dev.understudy.inspect.recording;

/** The part of {@code docs/use/RECORDINGS.md} that describes the file, from the table of chunks. */
public final class RecordingFormatPage {
  private static final String INTRODUCTION =
      """
      This is version {version} of the format. A file of another version is refused by name.

      ### Layout

      Eight octets, `89 55 53 52 45 43 0d 0a`, and the version as 4 bytes. Then chunks:

      | bytes | |
      |---|---|
      | 1 | tag |
      | 4 | length of the payload |
      | 4 | length of the payload as stored |
      | as many | the payload, in the zlib format |
      | 16 | link: the first half of the SHA-256 of the last link and the bytes of this chunk so far |
      | 4 | CRC32C of the bytes of this chunk before the link |

      Fixed sizes are little-endian. The first link, of the file's head, follows a link of zeros. A
      *number* is seven bits an octet, the lowest first, bit 7 set on all but the last; a *signed
      number* is the number 0, 1, 2, 3… for 0, -1, 1, -2…; a *text* is a number of bytes and UTF-8.

      A payload of more than 8 MiB stands in several pieces: chunks of the same tag, with bit 7 of the
      tag set in all but the last. No piece is compressed to less than a hundredth: one that could be is
      stored as it is, so that no small file makes its reader take much memory.

      Chunks are written whole, as the run goes on. A file without an end chunk was cut short: what
      stands before the cut can be read, and the reader is told that it is not the whole run.

      ### Chunks

      | tag | type | what it is | payload |
      |---|---|---|---|
      """;

  private RecordingFormatPage() {}

  /** Everything below the heading. */
  public static String markdown() {
    StringBuilder page =
        new StringBuilder(
            INTRODUCTION.replace("{version}", Integer.toString(ChunkType.FORMAT_VERSION)));
    for (ChunkType type : ChunkType.values()) {
      page.append("| ").append(type.tag()).append(" | `").append(type.text()).append("` | ");
      page.append(type.doc()).append(" | ").append(type.layout()).append(" |\n");
    }
    return page.toString();
  }
}
