package dev.understudy.cli.command;

import com.google.common.primitives.Ints;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.EntryDecoder;
import dev.understudy.hypervisor.log.EntryEncoder;
import dev.understudy.inspect.recording.ChunkType;
import dev.understudy.inspect.recording.ChunkWriter;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.RecordingReader;
import dev.understudy.inspect.recording.RecordingRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A recording of one machine, tampered with, and every checksum mended. */
final class Forgery {
  private static final int HEAD = 12;
  private static final int CHUNK_HEAD = 9;
  private static final int CHUNK_TAIL = 20;

  private Forgery() {}

  /** A log as it is written: what each entry says, when it was logged, and the hash behind it. */
  static final class Log {
    final List<Entry> entries = new ArrayList<>();
    final List<Long> timesNs = new ArrayList<>();
    final List<Integer> hashes = new ArrayList<>();

    void remove(int at) {
      entries.remove(at);
      timesNs.remove(at);
      hashes.remove(at);
    }

    void duplicate(int at) {
      entries.add(at, entries.get(at));
      timesNs.add(at, timesNs.get(at));
      hashes.add(at, hashes.get(at));
    }
  }

  /** Changes a log. */
  interface Change {
    void apply(Log log);
  }

  /** Writes a changed copy of {@code from}. */
  static void forge(Path from, Path to, Change change) {
    try {
      byte[] file = Files.readAllBytes(from);
      Files.write(to, forged(file, change));
    } catch (IOException | RecordingRefusedException | DataFormatException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] forged(byte[] file, Change change)
      throws RecordingRefusedException, DataFormatException {
    Recording recording = RecordingReader.read(file);
    Recording.Vm vm = recording.logs().firstKey();
    Log log = new Log();
    EntryDecoder decoder = new EntryDecoder();
    for (Recording.Entry entry : recording.log(vm).entries()) {
      log.entries.add(decoder.decode(entry.encoded()));
      log.timesNs.add(entry.atNs());
      log.hashes.add(entry.quickHash());
    }
    change.apply(log);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ChunkWriter writer = new ChunkWriter(out::writeBytes);
    boolean written = false;
    for (int at = HEAD; at < file.length; ) {
      int stored = Ints.fromBytes(file[at + 8], file[at + 7], file[at + 6], file[at + 5]);
      ChunkType type = type(file[at]);
      if (type == ChunkType.END) {
        writer.write(type, end(vm, log.entries.size(), recording.traceHash()));
      } else if (type != ChunkType.LOG) {
        writer.write(type, inflated(file, at + CHUNK_HEAD, stored));
      } else if (!written) {
        writer.write(type, payload(vm, log));
        written = true;
      }
      at += CHUNK_HEAD + stored + CHUNK_TAIL;
    }
    return out.toByteArray();
  }

  private static ChunkType type(int tag) {
    return switch (tag) {
      case 1 -> ChunkType.BUILD;
      case 2 -> ChunkType.IMAGE;
      case 3 -> ChunkType.SCENARIO;
      case 4 -> ChunkType.OPTIONS;
      case 6 -> ChunkType.LOG;
      case 7 -> ChunkType.MARK;
      case 8 -> ChunkType.END;
      default -> throw new AssertionError("tag " + tag);
    };
  }

  private static byte[] inflated(byte[] file, int at, int stored) throws DataFormatException {
    Inflater inflater = new Inflater();
    inflater.setInput(file, at, stored);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    while (!inflater.finished()) {
      out.write(part, 0, inflater.inflate(part));
    }
    inflater.end();
    return out.toByteArray();
  }

  private static byte[] payload(Recording.Vm vm, Log log) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    number(out, vm.host());
    number(out, vm.incarnation());
    number(out, 1);
    number(out, log.entries.size());
    EntryEncoder encoder = new EntryEncoder();
    long beforeNs = 0;
    for (int i = 0; i < log.entries.size(); i++) {
      byte[] encoded = encoder.encode(log.entries.get(i));
      number(out, encoded.length);
      out.writeBytes(encoded);
      long sinceNs = log.timesNs.get(i) - beforeNs;
      number(out, (sinceNs << 1) ^ (sinceNs >> 63));
      beforeNs = log.timesNs.get(i);
      for (int shift = 0; shift < 32; shift += 8) {
        out.write(log.hashes.get(i) >>> shift);
      }
    }
    return out.toByteArray();
  }

  private static byte[] end(Recording.Vm vm, long last, String traceHash) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    number(out, 1);
    number(out, vm.host());
    number(out, vm.incarnation());
    number(out, last);
    number(out, traceHash.length());
    out.writeBytes(traceHash.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static void number(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
