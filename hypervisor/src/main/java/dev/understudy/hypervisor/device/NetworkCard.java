package dev.understudy.hypervisor.device;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.device.Effect.FrameSent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Frames out of memory, and frames into a ring of slots in memory. */
public final class NetworkCard implements Device {

  static final int HEADER_BYTES = 16;
  static final int GREATEST_FRAME = HEADER_BYTES + 1500;
  static final int SLOT_BYTES = 2048;
  private static final int LENGTH_BYTES = 8;
  private static final int LINE = 3;

  static final DeviceDefinition<NetworkCard> DEFINITION =
      DeviceDefinition.of("network", 0x40, config -> new NetworkCard(config.networkAddress()))
          .line(LINE)
          .about(
              """
              A frame is the destination's address (8 bytes), the source's (8 bytes), and up to
              1500 bytes. It is sent as it stands in memory: the device fills in nothing.

              Frames come into a ring of slots of 2048 bytes in guest memory: the length (8 bytes),
              then the frame. Frame number n (from 0) is in slot n mod slots. `NETWORK_HEAD` counts
              the frames that came; the guest writes to `NETWORK_TAIL` how many it is done with. A
              frame that finds all slots taken, or no ring, is lost, as on any network. No frame
              changes memory at any other moment than the one at which its interrupt is raised.
              """)
          .in(0, "ADDRESS", "The guest's own address.", network -> network.ownAddress)
          .out(
              1,
              "SEND_ADDR",
              "Where `NETWORK_SEND` takes the frame from.",
              NetworkCard::sendAddress)
          .out(
              2,
              "SEND",
              "Sends a frame of so many bytes. Refused: fewer than 16, more than 1516, or not"
                  + " wholly within memory.",
              NetworkCard::send)
          .out(
              3,
              "RING_ADDR",
              "Where the ring begins; the network is without a ring until `NETWORK_RING_SLOTS`.",
              NetworkCard::ringAddress)
          .out(
              4,
              "RING_SLOTS",
              "Starts an empty ring of so many slots, with head and tail 0; 0 stops it. Refused,"
                  + " and without a ring: one that is not wholly within memory.",
              NetworkCard::ringSlots)
          .in(5, "HEAD", "How many frames came into this ring.", network -> network.head)
          .out(
              6,
              "TAIL",
              "How many of them the guest is done with. Refused: fewer than before, or more than"
                  + " came.",
              NetworkCard::tail)
          .in(7, "REFUSED", "How many writes were refused since boot.", network -> network.refused)
          .constant("SLOT_BYTES", SLOT_BYTES, "bytes of a slot")
          .constant("HEADER_BYTES", HEADER_BYTES, "bytes before a frame's payload")
          .constant("GREATEST_FRAME", GREATEST_FRAME, "bytes of the longest frame")
          .example(
              "Sending one frame back to where it came from",
              """
                      .include "devices.inc"
                      .equ    SLOTS, 4
              start:  mov     r0, ring
                      out     NETWORK_RING_ADDR, r0
                      mov     r0, SLOTS
                      out     NETWORK_RING_SLOTS, r0
              wait:   in      r0, NETWORK_HEAD
                      jne     r0, 0, came
                      wfi
                      jmp     wait
              came:   mov     r1, ring
                      ld8     r2, [r1]                ; length
                      add     r1, 8
                      ld8     r3, [r1 + 8]            ; the source becomes the destination
                      st8     [r1], r3
                      in      r3, NETWORK_ADDRESS
                      st8     [r1 + 8], r3
                      out     NETWORK_SEND_ADDR, r1
                      out     NETWORK_SEND, r2
                      mov     r0, 1
                      out     NETWORK_TAIL, r0        ; only now may its slot be written again
                      halt
                      .data
              ring:   .space  SLOTS * NETWORK_SLOT_BYTES
              """);

  private final long ownAddress;
  private long sendAddress;
  private long ringAddress;
  private long slots;
  private long head;
  private long tail;
  private long refused;

  NetworkCard(long ownAddress) {
    this.ownAddress = ownAddress;
  }

  private NetworkCard(NetworkCard from) {
    ownAddress = from.ownAddress;
    sendAddress = from.sendAddress;
    ringAddress = from.ringAddress;
    slots = from.slots;
    head = from.head;
    tail = from.tail;
    refused = from.refused;
  }

  private void sendAddress(Bus bus, long value) {
    sendAddress = value;
  }

  private void send(Bus bus, long length) {
    boolean fits = length >= HEADER_BYTES && length <= GREATEST_FRAME;
    @Nullable Bytes frame = fits ? bus.fetch(sendAddress, length) : null;
    if (frame == null) {
      refused++;
    } else {
      bus.put(index -> new FrameSent(index, frame));
    }
  }

  private void ringAddress(Bus bus, long value) {
    ringAddress = value;
    slots = 0;
  }

  private void ringSlots(Bus bus, long value) {
    head = 0;
    tail = 0;
    boolean fits =
        value >= 0 && value <= Integer.MAX_VALUE && bus.inMemory(ringAddress, value * SLOT_BYTES);
    slots = fits ? value : 0;
    refused += fits ? 0 : 1;
  }

  private void tail(Bus bus, long value) {
    if (value < tail || value > head) {
      refused++;
    } else {
      tail = value;
    }
  }

  /** Why a frame can't be taken now, or null. */
  public @Nullable String obstacle(Bytes frame) {
    if (frame.length() < HEADER_BYTES || frame.length() > GREATEST_FRAME) {
      return "a frame of " + frame.length() + " bytes";
    }
    if (slots == 0) {
      return "the network has no ring";
    }
    return head - tail >= slots ? "the network's ring is full" : null;
  }

  public void receive(Bus bus, Bytes frame) {
    ByteBuffer slot =
        ByteBuffer.allocate(LENGTH_BYTES + frame.length()).order(ByteOrder.LITTLE_ENDIAN);
    slot.putLong(frame.length()).put(frame.toArray());
    bus.store((int) (ringAddress + head % slots * SLOT_BYTES), slot.array());
    head++;
    bus.raise(LINE);
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.number("ownAddress", ownAddress);
    visitor.number("sendAddress", sendAddress);
    visitor.number("ringAddress", ringAddress);
    visitor.number("slots", slots);
    visitor.number("head", head);
    visitor.number("tail", tail);
    visitor.number("refused", refused);
  }

  @Override
  public void restore(StateSource source) {
    if (source.number("ownAddress") != ownAddress) {
      throw new IllegalArgumentException("the guest has another address");
    }
    sendAddress = source.number("sendAddress");
    ringAddress = source.number("ringAddress");
    slots = source.number("slots");
    head = source.number("head");
    tail = source.number("tail");
    refused = source.number("refused");
  }

  @Override
  public NetworkCard fork() {
    return new NetworkCard(this);
  }
}
