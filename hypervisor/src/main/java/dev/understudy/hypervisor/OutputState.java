package dev.understudy.hypervisor;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.device.Effect.ConsoleOutput;
import dev.understudy.hypervisor.device.Effect.DiskWriteIssued;
import dev.understudy.hypervisor.device.Effect.Ended;
import dev.understudy.hypervisor.device.Effect.FrameSent;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.device.StateSource;
import dev.understudy.hypervisor.device.StateVisitor;
import dev.understudy.hypervisor.log.OutputKind;
import java.nio.charset.StandardCharsets;

/** An output that is not known to have left, as part of a guest's state. */
final class OutputState {
  private OutputState() {}

  static void visit(OutputEffect output, StateVisitor visitor) {
    visitor.number("outputKind", output.kind().ordinal());
    visitor.number("outputIndex", output.index());
    visitor.payload("outputData", output.payload());
    output.match(new Rest(visitor));
  }

  /** Visits the components that one kind of output has and others have not. */
  private record Rest(StateVisitor visitor) implements OutputEffect.Cases<StateVisitor> {
    @Override
    public StateVisitor consoleOutput(ConsoleOutput text) {
      visitor.number("outputOffset", text.offset());
      return visitor;
    }

    @Override
    public StateVisitor frameSent(FrameSent frame) {
      return visitor;
    }

    @Override
    public StateVisitor diskWriteIssued(DiskWriteIssued write) {
      PendingIo io = write.io();
      visitor.number("outputRequest", io.requestId());
      visitor.number("outputBlock", io.block());
      visitor.number("outputBlocks", io.blocks());
      visitor.number("outputAddress", io.address());
      visitor.number("outputTag", io.tag());
      return visitor;
    }

    @Override
    public StateVisitor ended(Ended ended) {
      visitor.number("outputExitCode", ended.exitCode());
      visitor.payload("outputReason", Bytes.ofText(ended.reason()));
      return visitor;
    }
  }

  static OutputEffect read(StateSource in) {
    long kind = in.number("outputKind");
    if (kind < 0 || kind >= OutputKind.values().length) {
      throw new IllegalArgumentException("no output has the kind " + kind);
    }
    long index = in.number("outputIndex");
    var data = in.payload("outputData");
    return switch (OutputKind.values()[(int) kind]) {
      case CONSOLE -> new ConsoleOutput(index, in.number("outputOffset"), data);
      case NETWORK -> new FrameSent(index, data);
      case DISK_WRITE -> {
        long requestId = in.number("outputRequest");
        long block = in.number("outputBlock");
        int blocks = (int) in.number("outputBlocks");
        int address = (int) in.number("outputAddress");
        long tag = in.number("outputTag");
        yield new DiskWriteIssued(
            index, new PendingIo(requestId, true, block, blocks, address, tag, data));
      }
      case HALT, POWER_OFF, GUEST_FAULT -> {
        long exitCode = in.number("outputExitCode");
        String reason = new String(in.payload("outputReason").toArray(), StandardCharsets.UTF_8);
        yield new Ended(index, OutputKind.values()[(int) kind], exitCode, reason);
      }
    };
  }
}
