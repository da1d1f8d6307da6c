package dev.understudy.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.device.DeviceConfig;
import dev.understudy.hypervisor.device.DiskKind;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.Effect.OwnWriteIssued;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.MemoryPool;
import org.junit.jupiter.api.Test;

/** A disk that is part of the guest, and a replica that carries out what its guest asks (§4.1). */
class OwnRequestsTest {
  private static final long FOREVER = Long.MAX_VALUE;

  private static final Image WRITER =
      Guests.assemble(
          "start: mov r0, 3",
          " out DISK_BLOCK, r0",
          " mov r0, 1",
          " out DISK_COUNT, r0",
          " mov r1, data",
          " out DISK_ADDR, r1",
          " out DISK_WRITE, r0",
          "wait: in r0, DISK_DONE",
          " jeq r0, 0, wait",
          " in r2, DISK_DONE_STATUS",
          " halt",
          " .data",
          "data: .quad 42",
          " .space 504");

  private static VirtualMachine boot() {
    return VirtualMachine.boot(
        WRITER, Interpreter.INSTANCE, new MemoryPool(), new DeviceConfig(1, 64, DiskKind.OWN));
  }

  private static RecorderScript primary(boolean ok) {
    RecorderScript world = new RecorderScript(Recorder.boot(boot(), SeamConfig.DEFAULT)).run(8);
    return world.offer(new Input.DiskAnswered(1, ok, Bytes.EMPTY)).run();
  }

  private static Replayer backup(RecorderScript world) {
    Replayer replayer = Replayer.boot(boot(), SeamConfig.DEFAULT);
    world.sent().forEach(replayer::supply);
    return replayer;
  }

  @Test
  void aWriteIsAnEffectAndNoOutput() {
    RecorderScript world = primary(true);

    assertThat(world.all(OwnWriteIssued.class)).hasSize(1);
    assertThat(world.all(OutputEffect.class)).as("the end alone").hasSize(1);
  }

  @Test
  void replayStandsStillUntilTheWriteIsDone() {
    RecorderScript world = primary(true);
    Replayer replayer = backup(world).withOwnDisk();

    assertThat(replayer.takeIssued()).as("nobody has asked yet").isEmpty();
    assertThat(replayer.runUntil(FOREVER)).isEqualTo(StopResult.SEAM);
    assertThat(replayer.takeIssued()).extracting(PendingIo::block).containsExactly(3L);
    assertThat(replayer.takeIssued()).as("each once").isEmpty();
    assertThat(replayer.runUntil(FOREVER)).isEqualTo(StopResult.STALLED);
    assertThat(replayer.awaitsDisk()).isTrue();
    assertThat(replayer.fork().runUntil(FOREVER)).isEqualTo(StopResult.STALLED);

    replayer.wrote(1);
    assertThat(replayer.awaitsDisk()).isFalse();
    assertThat(replayer.runUntil(FOREVER)).isEqualTo(StopResult.ENDED);
    assertThat(replayer.guest().stateHash()).isEqualTo(world.recorder().guest().stateHash());
  }

  @Test
  void whatFailedOnThePrimaryIsNotWaitedFor() {
    Replayer replayer = backup(primary(false)).withOwnDisk();
    replayer.runUntil(FOREVER);
    replayer.takeIssued();

    assertThat(replayer.runUntil(FOREVER)).isEqualTo(StopResult.ENDED);
    assertThat(replayer.divergence()).isEmpty();
  }

  /** A recording has everything in it, and nobody who plays it has a disk. */
  @Test
  void withoutADiskAWriteIsDoneWhenTheLogSaysSo() {
    Replayer replayer = backup(primary(true));

    assertThat(replayer.runUntil(FOREVER)).isEqualTo(StopResult.ENDED);
    assertThat(replayer.takeIssued()).isEmpty();
  }

  /** A clone has asked before it was one. */
  @Test
  void whatIsPendingWhenTheDiskComesIsToBeDoneToo() {
    Replayer replayer = backup(primary(true));
    replayer.runUntil(FOREVER, 1);
    replayer.runUntil(7);
    assertThat(replayer.guest().devices().disk().pending()).hasSize(1);

    assertThat(replayer.fork().withOwnDisk().takeIssued())
        .extracting(PendingIo::requestId)
        .containsExactly(1L);
  }
}
