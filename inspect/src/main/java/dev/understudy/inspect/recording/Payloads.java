package dev.understudy.inspect.recording;

import dev.understudy.base.FieldWriter;
import dev.understudy.inspect.recording.Recording.Vm;
import dev.understudy.vm.machine.StateHash;
import java.util.List;
import java.util.SortedMap;

/** What chunks hold, as bytes; {@link ChunkType} describes it, {@link RecordingReader} reads it. */
final class Payloads {
  private Payloads() {}

  static byte[] build(Build build) {
    return new FieldWriter().text(build.version()).text(build.identity()).take();
  }

  static byte[] options(boolean faultTolerant, boolean marksEveryEntry) {
    return new FieldWriter().octet(faultTolerant ? 1 : 0).octet(marksEveryEntry ? 1 : 0).take();
  }

  static byte[] takeover(Vm vm, Vm from, long through) {
    return begin(vm).varint(from.host()).varint(from.incarnation()).varint(through).take();
  }

  static byte[] name(Vm vm, String name) {
    return begin(vm).text(name).take();
  }

  /** Entries of one machine in a row, as {@link #entry} writes each. */
  static byte[] log(Vm vm, long firstIndex, int count, byte[] entries) {
    return begin(vm).varint(firstIndex).varint(count).bytes(entries).take();
  }

  static void entry(FieldWriter out, byte[] encoded, long sinceNs, int quickHash) {
    out.varint(encoded.length).bytes(encoded).signed(sinceNs).fixed(quickHash, 4);
  }

  static byte[] mark(Vm vm, long entry, StateHash hash) {
    return hash(begin(vm).varint(entry), hash).take();
  }

  static byte[] checkpoint(Vm vm, long entry, StateHash hash, List<byte[]> pieces) {
    FieldWriter out = hash(begin(vm).varint(entry), hash);
    pieces.forEach(piece -> out.varint(piece.length).bytes(piece));
    return out.take();
  }

  static byte[] end(SortedMap<Vm, Long> lastEntries, String traceHash) {
    FieldWriter out = new FieldWriter().varint(lastEntries.size());
    lastEntries.forEach((vm, last) -> out.varint(vm.host()).varint(vm.incarnation()).varint(last));
    return out.text(traceHash).take();
  }

  private static FieldWriter begin(Vm vm) {
    return new FieldWriter().varint(vm.host()).varint(vm.incarnation());
  }

  private static FieldWriter hash(FieldWriter out, StateHash hash) {
    return out.fixed(hash.high(), 8).fixed(hash.low(), 8);
  }
}
