package dev.understudy.inspect.recording;

import org.jspecify.annotations.Nullable;

/** The table of chunk types: reader, writer and the format page follow it. */
public enum ChunkType {
  BUILD(
      1,
      "build",
      "text: its version; text: its identity, a hash of the classes that a run depends on",
      "the build of Understudy that recorded"),
  IMAGE(
      2,
      "image",
      "an [image file](../start/ASSEMBLY.md#image-files)",
      "what the guest was booted from"),
  SCENARIO(
      3,
      "scenario",
      "text: [TOML](../reference/SCENARIOS.md) with every value",
      "seed, hosts, networks, clients and faults of the run"),
  OPTIONS(
      4,
      "options",
      "two octets, 0 or 1: under fault tolerance; a state mark behind every entry",
      "how the scenario was run"),
  TAKEOVER(
      5,
      "takeover",
      "numbers: host, incarnation, the host and the incarnation whose log it had followed, the last"
          + " entry of that log it holds",
      "a replica went live; its own entries continue the other's log from there"),
  NAME(
      10,
      "name",
      "numbers: host, incarnation; text: what people call it",
      "the host of a log that is not called by its number: another start of a place, as host-1.2"),
  LOG(
      6,
      "log",
      "numbers: host, incarnation, index of the first entry, how many; for each entry its length,"
          + " [its bytes](../reference/LOG_FORMAT.md), the virtual time since the entry before as a"
          + " signed number"
          + " (from 0 at the start of a chunk), and 4 bytes: the quick hash of the guest behind it,"
          + " upper half xor lower half",
      "entries as their recorder logged them"),
  MARK(
      7,
      "mark",
      "numbers: host, incarnation, entry; 8 bytes each: upper and lower half",
      "the hash of the whole guest right behind an entry"),
  CHECKPOINT(
      9,
      "checkpoint",
      "numbers: host, incarnation, entry; 8 bytes each: upper and lower half of the hash; then"
          + " pieces, each a length and its bytes: octet 0, the number of a page in 4 bytes and"
          + " the page, for each that changed since this machine's checkpoint before; octet 1 and"
          + " the rest of the guest for the last piece",
      "the whole guest right behind an entry, so that a replay can begin there; at most 10 million"
          + " instructions apart"),
  END(
      8,
      "end",
      "number of machines that went live; for each host, incarnation, last entry; text: trace hash",
      "the recording is whole; nothing follows");

  /** Raised by hand whenever bytes change their meaning. */
  public static final int FORMAT_VERSION = 3;

  private final int tag;
  private final String text;
  private final String layout;
  private final String doc;

  ChunkType(int tag, String text, String layout, String doc) {
    this.tag = tag;
    this.text = text;
    this.layout = layout;
    this.doc = doc;
  }

  int tag() {
    return tag;
  }

  /** The name that messages and pages use. */
  public String text() {
    return text;
  }

  String layout() {
    return layout;
  }

  String doc() {
    return doc;
  }

  static @Nullable ChunkType ofTag(int tag) {
    for (ChunkType type : values()) {
      if (type.tag == tag) {
        return type;
      }
    }
    return null;
  }
}
