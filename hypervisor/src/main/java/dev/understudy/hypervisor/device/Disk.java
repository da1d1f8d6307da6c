package dev.understudy.hypervisor.device;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.device.Effect.DiskReadIssued;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocks to and from memory. A write's data is captured when it is issued, a read's reaches memory
 * when its completion is logged (bounce buffers, §3.4), so that no transfer races with the guest.
 */
public final class Disk implements Device {

  static final int BLOCK_BYTES = 512;
  static final int GREATEST_COUNT = 128;
  static final int GREATEST_OUTSTANDING = 16;
  private static final int LINE = 4;

  static final DeviceDefinition<Disk> DEFINITION =
      DeviceDefinition.of("disk", 0x50, config -> new Disk(config.diskBlocks(), config.diskKind()))
          .line(LINE)
          .about(
              """
              Blocks of 512 bytes. Set block, address and count, then start a request under a tag of
              your own; up to 16 may be outstanding, a request being so until its completion is
              popped. A write takes its data from memory when it is started, a read puts them there
              when it completes, together with its interrupt. Requests complete in any order unless
              they overlap, in blocks or in memory: then in the order of their start.

              A request whose memory is not wholly within the guest's completes with an error, and
              nothing is moved. A pending line stays one interrupt: pop until `DISK_DONE` is 0.
              """)
          .out(0, "BLOCK", "The first block of the next request.", Disk::block)
          .out(1, "ADDR", "Its place in memory.", Disk::address)
          .out(2, "COUNT", "How many blocks, 1 to 128.", Disk::count)
          .out(3, "READ", "Starts a read; the value is its tag.", Disk::read)
          .out(4, "WRITE", "Starts a write; the value is its tag.", Disk::write)
          .in(
              5,
              "ACCEPTED",
              "1 if the last request was taken; 0 if 16 were outstanding, or block and count are"
                  + " not on the disk.",
              disk -> disk.accepted ? 1 : 0)
          .in(6, "DONE", "How many completions are waiting.", disk -> disk.done.size())
          .in(7, "DONE_TAG", "The tag of the oldest; 0 without one.", disk -> disk.first().tag())
          .in(
              8,
              "DONE_STATUS",
              "Its status: 0 well, 1 error; 0 without one.",
              disk -> disk.first().ok() ? 0 : 1)
          .out(9, "DONE_POP", "Drops the oldest, if there is one.", (disk, bus, v) -> disk.pop())
          .in(10, "BLOCKS", "The size of the disk.", disk -> disk.blocks)
          .constant("BLOCK_BYTES", BLOCK_BYTES, "bytes of a block")
          .constant("GREATEST_COUNT", GREATEST_COUNT, "blocks of the largest request")
          .constant(
              "GREATEST_OUTSTANDING", GREATEST_OUTSTANDING, "requests that can be outstanding")
          .example(
              "Writing a block and reading it back",
              """
                      .include "devices.inc"
              start:  mov     sp, stack_end
                      mov     r0, on_disk
                      mov     r1, VECTOR_DISK
                      st8     [r1], r0
                      mov     r0, 7
                      out     DISK_BLOCK, r0
                      mov     r0, 1
                      out     DISK_COUNT, r0
                      mov     r0, data
                      out     DISK_ADDR, r0
                      out     DISK_WRITE, r0          ; any tag will do
                      call    finish
                      mov     r0, copy
                      out     DISK_ADDR, r0
                      out     DISK_READ, r0
                      call    finish
                      mov     r1, copy
                      ld8     r0, [r1]
                      out     POWER_OFF, r0
              finish: cli
                      in      r0, DISK_DONE
                      jne     r0, 0, .done
                      wfi
                      sti                             ; here `on_disk` runs
                      jmp     finish
              .done:  out     DISK_DONE_POP, r0
                      ret
              on_disk:
                      iret
                      .data
              data:   .quad   42
                      .space  DISK_BLOCK_BYTES - 8
              copy:   .space  DISK_BLOCK_BYTES
              stack:  .space  256
              stack_end:
              """);

  /** A completion that the guest has not popped. */
  private record Done(long tag, boolean ok) {}

  /** A request without a completion; {@code doomed}: its memory is outside the guest's. */
  private record Request(PendingIo io, boolean doomed) {}

  private static final Done NONE = new Done(0, true);

  private final long blocks;
  private final DiskKind kind;
  private final List<Request> pending;
  private final Deque<Done> done;
  private long block;
  private long address;
  private long count;
  private boolean accepted;
  private long requests;

  Disk(long blocks, DiskKind kind) {
    this.blocks = blocks;
    this.kind = kind;
    pending = new ArrayList<>();
    done = new ArrayDeque<>();
  }

  private Disk(Disk from) {
    blocks = from.blocks;
    kind = from.kind;
    pending = new ArrayList<>(from.pending);
    done = new ArrayDeque<>(from.done);
    block = from.block;
    address = from.address;
    count = from.count;
    accepted = from.accepted;
    requests = from.requests;
  }

  private void block(Bus bus, long value) {
    block = value;
  }

  private void address(Bus bus, long value) {
    address = value;
  }

  private void count(Bus bus, long value) {
    count = value;
  }

  private boolean accept() {
    accepted =
        pending.size() + done.size() < GREATEST_OUTSTANDING
            && count >= 1
            && count <= GREATEST_COUNT
            && block >= 0
            && block <= blocks - count;
    return accepted;
  }

  private void read(Bus bus, long tag) {
    if (accept()) {
      PendingIo io = request(false, tag, Bytes.EMPTY);
      boolean doomed = !bus.inMemory(address, count * BLOCK_BYTES);
      pending.add(new Request(io, doomed));
      if (!doomed) {
        bus.emit(new DiskReadIssued(io));
      }
    }
  }

  private void write(Bus bus, long tag) {
    if (accept()) {
      @Nullable Bytes captured = bus.fetch(address, count * BLOCK_BYTES);
      PendingIo io = request(true, tag, captured == null ? Bytes.EMPTY : captured);
      pending.add(new Request(io, captured == null));
      if (captured != null) {
        kind.write(bus, io);
      }
    }
  }

  private PendingIo request(boolean write, long tag, Bytes data) {
    requests++;
    return new PendingIo(requests, write, block, (int) count, (int) address, tag, data);
  }

  private Done first() {
    @Nullable Done first = done.peekFirst();
    return first == null ? NONE : first;
  }

  private void pop() {
    done.pollFirst();
  }

  private @Nullable Request find(long requestId) {
    for (Request request : pending) {
      if (request.io().requestId() == requestId) {
        return request;
      }
    }
    return null;
  }

  /** Whether this request is pending. */
  public boolean awaits(long requestId) {
    return find(requestId) != null;
  }

  /** The read with this id, if it is pending and the disk outside has to answer it. */
  public @Nullable PendingIo readOf(long requestId) {
    @Nullable Request request = find(requestId);
    return request == null || request.doomed() || request.io().write() ? null : request.io();
  }

  /** Why no read of this id can be completed by what it brings, or null. */
  @Nullable String readObstacle(long requestId) {
    return readOf(requestId) == null ? "no disk read " + requestId + " is pending" : null;
  }

  /** Whether this request is pending and a write. */
  public boolean isWrite(long requestId) {
    @Nullable Request request = find(requestId);
    return request != null && request.io().write();
  }

  /** Why this completion can't be, or null. */
  public @Nullable String obstacle(long requestId, boolean ok, Bytes data) {
    @Nullable Request request = find(requestId);
    if (request == null) {
      return "no disk request " + requestId + " is pending";
    }
    if (ok && request.doomed()) {
      return "disk request " + requestId + " is outside memory and can only fail";
    }
    PendingIo io = request.io();
    int expected = ok && !io.write() ? io.blocks() * BLOCK_BYTES : 0;
    return data.length() == expected
        ? null
        : "disk request " + requestId + " with " + data.length() + " bytes for " + expected;
  }

  /** Data, status and line in one step. */
  public void complete(Bus bus, long requestId, boolean ok, Bytes data) {
    @Nullable Request request = find(requestId);
    if (request == null) {
      throw new IllegalArgumentException("no disk request " + requestId + " is pending");
    }
    pending.remove(request);
    boolean moved = data.length() == 0 || bus.store(request.io().address(), data.toArray());
    done.addLast(new Done(request.io().tag(), ok && moved));
    bus.raise(LINE);
  }

  /** The requests whose completion the disk outside has to give, in the order of issue. */
  public List<PendingIo> pending() {
    List<PendingIo> real = new ArrayList<>();
    for (Request request : pending) {
      if (!request.doomed()) {
        real.add(request.io());
      }
    }
    return real;
  }

  /** The oldest request that no disk will answer, because its memory is outside the guest's. */
  public @Nullable PendingIo doomed() {
    for (Request request : pending) {
      if (request.doomed()) {
        return request.io();
      }
    }
    return null;
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.number("blocks", blocks);
    visitor.number("block", block);
    visitor.number("address", address);
    visitor.number("count", count);
    visitor.number("accepted", accepted ? 1 : 0);
    visitor.number("requests", requests);
    visitor.number("pending", pending.size());
    for (Request request : pending) {
      PendingIo io = request.io();
      visitor.number("requestId", io.requestId());
      visitor.number("write", io.write() ? 1 : 0);
      visitor.number("ioBlock", io.block());
      visitor.number("ioBlocks", io.blocks());
      visitor.number("ioAddress", io.address());
      visitor.number("tag", io.tag());
      visitor.number("doomed", request.doomed() ? 1 : 0);
      visitor.payload("data", io.data());
    }
    visitor.number("done", done.size());
    for (Done completion : done) {
      visitor.number("tag", completion.tag());
      visitor.number("ok", completion.ok() ? 1 : 0);
    }
  }

  @Override
  public void restore(StateSource source) {
    if (source.number("blocks") != blocks) {
      throw new IllegalArgumentException("the guest has another disk");
    }
    block = source.number("block");
    address = source.number("address");
    count = source.number("count");
    accepted = source.number("accepted") != 0;
    requests = source.number("requests");
    for (long left = source.number("pending"); left > 0; left--) {
      pending.add(requestFrom(source));
    }
    for (long left = source.number("done"); left > 0; left--) {
      long tag = source.number("tag");
      done.addLast(new Done(tag, source.number("ok") != 0));
    }
  }

  private static Request requestFrom(StateSource source) {
    long requestId = source.number("requestId");
    boolean write = source.number("write") != 0;
    long ioBlock = source.number("ioBlock");
    int ioBlocks = (int) source.number("ioBlocks");
    int ioAddress = (int) source.number("ioAddress");
    long tag = source.number("tag");
    boolean doomed = source.number("doomed") != 0;
    Bytes data = source.payload("data");
    return new Request(
        new PendingIo(requestId, write, ioBlock, ioBlocks, ioAddress, tag, data), doomed);
  }

  /** Forgets what is pending: what a clone must not do. */
  public void forgetPending() {
    pending.clear();
  }

  @Override
  public Disk fork() {
    return new Disk(this);
  }
}
