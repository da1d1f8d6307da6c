package dev.understudy.inspect.recording;

import com.google.common.collect.ImmutableList;
import dev.understudy.inspect.recording.Recording.Vm;
import dev.understudy.vm.machine.StateHash;

/**
 * A whole guest right behind an entry. Its pages stay compressed in the file until they are asked
 * for.
 */
public final class Checkpoint {
  private final Vm vm;
  private final long entry;
  private final StateHash hash;
  private final StoredChunk chunk;

  private Checkpoint(Vm vm, long entry, StateHash hash, StoredChunk chunk) {
    this.vm = vm;
    this.entry = entry;
    this.hash = hash;
    this.chunk = chunk;
  }

  /** Reads one; what it holds is looked at, and not kept. */
  static Checkpoint of(StoredChunk chunk, ChunkFields in) throws RecordingRefusedException {
    Vm vm = RecordingReader.vm(in);
    long entry = in.varint();
    StateHash hash = new StateHash(in.fixed(8), in.fixed(8));
    requireSmallPieces(in);
    return new Checkpoint(vm, entry, hash, chunk);
  }

  /** What {@link #pieces} will make of it is bounded as the rest of the file is. */
  private static void requireSmallPieces(ChunkFields in) throws RecordingRefusedException {
    RecordingSize size = new RecordingSize();
    while (in.remaining() > 0) {
      int length = in.count("the length of a piece", in.remaining());
      if (length == 0) {
        throw in.refuse("a piece of no bytes");
      }
      size.add(1, length);
      if (size.isTooLarge()) {
        throw in.refuse("the checkpoint takes more than " + RecordingSize.limit());
      }
      in.bytes(length);
    }
  }

  private static ImmutableList<byte[]> piecesOf(ChunkFields in) throws RecordingRefusedException {
    ImmutableList.Builder<byte[]> pieces = ImmutableList.builder();
    while (in.remaining() > 0) {
      pieces.add(in.bytes(in.count("the length of a piece", in.remaining())));
    }
    return pieces.build();
  }

  Vm vm() {
    return vm;
  }

  /** Index of the entry. */
  public long entry() {
    return entry;
  }

  /** The hash of the guest there. */
  public StateHash hash() {
    return hash;
  }

  /** What changed since this machine's checkpoint before, and the rest of the guest. */
  ImmutableList<byte[]> pieces() {
    try {
      ChunkFields in = new ChunkFields(chunk.inflated());
      RecordingReader.vm(in);
      in.varint();
      in.bytes(2 * Long.BYTES);
      return piecesOf(in);
    } catch (RecordingRefusedException e) {
      throw new IllegalStateException("a chunk that was read before", e);
    }
  }
}
