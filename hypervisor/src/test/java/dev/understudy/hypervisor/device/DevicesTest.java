package dev.understudy.hypervisor.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.RecorderScript;
import dev.understudy.hypervisor.device.Effect.ConsoleOutput;
import dev.understudy.hypervisor.device.Effect.DiskReadIssued;
import dev.understudy.hypervisor.device.Effect.DiskWriteIssued;
import dev.understudy.hypervisor.device.Effect.FrameSent;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.Effect.TimerArmed;
import dev.understudy.hypervisor.device.Effect.TimerDisarmed;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.OutputKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each device as a guest sees it; above all what becomes of bad arguments. */
class DevicesTest {

  /** Writes each value to each port, in pairs, then halts; r1.. keep what ports give in the end. */
  private static RecorderScript ports(List<String> reads, Object... writes) {
    List<String> lines = new ArrayList<>(List.of("start: nop"));
    for (int i = 0; i < writes.length; i += 2) {
      lines.add(" mov r0, " + writes[i + 1]);
      lines.add(" out " + writes[i] + ", r0");
    }
    for (int i = 0; i < reads.size(); i++) {
      lines.add(" in r" + (i + 1) + ", " + reads.get(i));
    }
    lines.add(" halt");
    lines.add(" .data");
    lines.add("text: .ascii \"0123456789abcdefghij\"");
    lines.add("ring: .space 8192");
    return RecorderScript.boot(lines.toArray(String[]::new)).run();
  }

  private static List<String> console(RecorderScript script) {
    return script.all(ConsoleOutput.class).stream().map(o -> o.payload().text()).toList();
  }

  @Test
  void theConsoleGathersUntilANewlineAFlushOrTheEnd() {
    RecorderScript script =
        ports(
            List.of(),
            "CONSOLE_PUT",
            "'a'",
            "CONSOLE_PUT",
            "'\\n'",
            "CONSOLE_PUT",
            "'b'",
            "CONSOLE_FLUSH",
            0,
            "CONSOLE_FLUSH",
            0,
            "CONSOLE_PUT",
            "0x163");
    assertThat(console(script)).containsExactly("a\n", "b", "c");
    assertThat(script.all(ConsoleOutput.class))
        .extracting(ConsoleOutput::offset)
        .containsExactly(0L, 2L, 3L);
    assertThat(script.outputs()).extracting(OutputEffect::index).containsExactly(1L, 2L, 3L, 4L);
    assertThat(script.ended().kind()).isEqualTo(OutputKind.HALT);
  }

  @Test
  void aFullConsoleBufferGoesOut() {
    RecorderScript script =
        RecorderScript.boot(
                "start: mov r1, 300",
                "loop: mov r0, 'x'",
                " out CONSOLE_PUT, r0",
                " sub r1, 1",
                " jgt r1, 0, loop",
                " halt")
            .run();
    assertThat(console(script)).extracting(String::length).containsExactly(256, 44);
  }

  @Test
  void aConsoleWriteTakesWhatIsGatheredAlong() {
    RecorderScript script =
        ports(
            List.of("CONSOLE_REFUSED"),
            "CONSOLE_PUT",
            "'>'",
            "CONSOLE_ADDR",
            "text",
            "CONSOLE_WRITE",
            3,
            "CONSOLE_WRITE",
            0);
    assertThat(console(script)).containsExactly(">012");
    assertThat(script.register(1)).isZero();
  }

  @Test
  void consoleWritesOutsideMemoryAreRefused() {
    RecorderScript script =
        ports(
            List.of("CONSOLE_REFUSED"),
            "CONSOLE_ADDR",
            "1024 * 1024 - 2",
            "CONSOLE_WRITE",
            3,
            "CONSOLE_ADDR",
            "-1",
            "CONSOLE_WRITE",
            1,
            "CONSOLE_ADDR",
            "0x1_0000_0000",
            "CONSOLE_WRITE",
            1,
            "CONSOLE_ADDR",
            "0",
            "CONSOLE_WRITE",
            "65537",
            "CONSOLE_WRITE",
            "-1",
            "CONSOLE_WRITE",
            "0x8000_0000_0000_0000");
    assertThat(console(script)).isEmpty();
    assertThat(script.register(1)).isEqualTo(6);
  }

  @Test
  void theTimerBoundsWhatItIsAsked() {
    RecorderScript script =
        ports(
            List.of("TIMER_FIRED"),
            "TIMER_ONCE",
            0,
            "TIMER_ONCE",
            -1,
            "TIMER_PERIOD",
            1,
            "TIMER_PERIOD",
            "0x7fff_ffff_ffff_ffff",
            "TIMER_PERIOD",
            0);
    long most = 1L << 53;
    assertThat(script.effects())
        .startsWith(
            new TimerArmed(1, 0, 0, false),
            new TimerArmed(2, most, 0, false),
            new TimerArmed(3, 1000, 1000, false),
            new TimerArmed(4, most, most, false),
            new TimerDisarmed());
    assertThat(script.refuses(new Input.TimerDue(4))).isTrue();
  }

  @Test
  void onlyTheLastArmingFires() {
    RecorderScript script =
        RecorderScript.boot(
                "start: mov r0, 500",
                " out TIMER_ONCE, r0",
                " out TIMER_ONCE, r0",
                " wfi",
                " in r1, TIMER_FIRED",
                " halt")
            .run();
    assertThat(script.refuses(new Input.TimerDue(1))).isTrue();
    script.offer(new Input.TimerDue(2));
    assertThat(script.refuses(new Input.TimerDue(2))).as("for once").isTrue();
    assertThat(script.run().register(1)).isEqualTo(1);
  }

  @Test
  void aPeriodicTimerIsArmedAnewFromItsLastDueTime() {
    RecorderScript script =
        RecorderScript.boot("start: mov r0, 5000", " out TIMER_PERIOD, r0", " wfi", " halt").run();
    script.offer(new Input.TimerDue(1));
    assertThat(script.armed()).isEqualTo(new TimerArmed(2, 5000, 5000, true));
  }

  @Test
  void framesThatAreNoneAreNotSent() {
    RecorderScript script =
        ports(
            List.of("NETWORK_REFUSED"),
            "NETWORK_SEND_ADDR",
            "text",
            "NETWORK_SEND",
            15,
            "NETWORK_SEND",
            1517,
            "NETWORK_SEND",
            -16,
            "NETWORK_SEND",
            16,
            "NETWORK_SEND",
            1516,
            "NETWORK_SEND_ADDR",
            "1024 * 1024 - 15",
            "NETWORK_SEND",
            16);
    assertThat(script.all(FrameSent.class)).hasSize(2);
    assertThat(script.all(FrameSent.class).get(0).payload().text()).isEqualTo("0123456789abcdef");
    assertThat(script.register(1)).isEqualTo(4);
  }

  private static Input frame(int length) {
    return new Input.FrameArrived(Bytes.wrap(new byte[length]));
  }

  @Test
  void aRingMustBeInMemory() {
    for (String slots : List.of("1000", "-1", "0x4000_0000_0000_0000", "0x20_0000")) {
      RecorderScript script =
          RecorderScript.boot(
                  "start: mov r0, ring",
                  " out NETWORK_RING_ADDR, r0",
                  " mov r0, " + slots,
                  " out NETWORK_RING_SLOTS, r0",
                  " in r1, NETWORK_REFUSED",
                  " wfi",
                  " .data",
                  "ring: .space 8")
              .run();
      assertThat(script.register(1)).as(slots).isEqualTo(1);
      assertThat(script.refuses(frame(20))).isTrue();
    }
  }

  private static RecorderScript ringOfTwo() {
    return RecorderScript.boot(
            "start: mov r0, ring",
            " out NETWORK_RING_ADDR, r0",
            " mov r0, 2",
            " out NETWORK_RING_SLOTS, r0",
            "loop: wfi",
            " in r1, NETWORK_HEAD",
            " in r3, KEYBOARD_COUNT",
            " jeq r3, 0, loop",
            " in r2, KEYBOARD_NEXT",
            " out NETWORK_TAIL, r2",
            " in r4, NETWORK_REFUSED",
            " cli",
            " halt",
            " .data",
            "ring: .space 2 * NETWORK_SLOT_BYTES")
        .run();
  }

  @Test
  void aFullRingLosesFramesWithoutAnEntry() {
    RecorderScript script = ringOfTwo();
    script.offer(frame(16)).offer(frame(1516));
    int entries = script.entries().size();
    assertThat(script.refuses(frame(16))).isTrue();
    assertThat(script.refuses(frame(15))).isTrue();
    assertThat(script.refuses(frame(1517))).isTrue();
    assertThat(script.entries()).hasSize(entries);
  }

  @Test
  void theTailFreesSlotsAndNothingElse() {
    for (int tail : new int[] {1, 2, 3}) {
      RecorderScript script = ringOfTwo();
      script.offer(frame(16)).offer(frame(16)).offer(new Input.KeyTyped(tail)).run();
      assertThat(script.register(4)).as("tail %d of 2", tail).isEqualTo(tail > 2 ? 1 : 0);
    }
  }

  @Test
  void aFrameIsInItsSlotWithItsLengthInFront() {
    RecorderScript script = ringOfTwo();
    byte[] second = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17};
    script.offer(frame(16)).offer(new Input.FrameArrived(Bytes.copyOf(second)));
    byte[] slot = new byte[8 + second.length];
    int ring = 0x2000;
    assertThat(script.recorder().guest().machine().read(ring + 2048, slot)).isTrue();
    assertThat(slot).startsWith(17, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3).endsWith(16, 17);
  }

  private static RecorderScript disk(String block, String count, String address, String... then) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "start: mov r0, " + block,
                " out DISK_BLOCK, r0",
                " mov r0, " + count,
                " out DISK_COUNT, r0",
                " mov r0, " + address,
                " out DISK_ADDR, r0",
                " mov r0, 99"));
    lines.addAll(List.of(then));
    lines.addAll(List.of(" .data", "data: .space 1024"));
    return RecorderScript.boot(lines.toArray(String[]::new)).run();
  }

  private static final String[] READ_AND_WAIT = {
    " out DISK_READ, r0",
    " in r1, DISK_ACCEPTED",
    " wfi",
    " in r2, DISK_DONE",
    " in r3, DISK_DONE_TAG",
    " in r4, DISK_DONE_STATUS",
    " out DISK_DONE_POP, r0",
    " in r5, DISK_DONE",
    " halt"
  };

  @Test
  void requestsThatAreNotOnTheDiskAreNotAccepted() {
    for (String[] bad :
        new String[][] {
          {"64", "1"},
          {"63", "2"},
          {"-1", "1"},
          {"0", "0"},
          {"0", "129"},
          {"0", "-1"},
          {"0x7fff_ffff_ffff_ffff", "128"}
        }) {
      RecorderScript script =
          disk(bad[0], bad[1], "data", " out DISK_READ, r0", " in r1, DISK_ACCEPTED", " halt");
      assertThat(script.register(1)).as("block %s, count %s", bad[0], bad[1]).isZero();
      assertThat(script.all(DiskReadIssued.class)).isEmpty();
    }
  }

  @Test
  void aReadReachesMemoryWithItsCompletion() {
    RecorderScript script = disk("63", "1", "data", READ_AND_WAIT);
    PendingIo io = script.all(DiskReadIssued.class).get(0).io();
    byte[] data = new byte[512];
    data[511] = 5;
    assertThatThrownBy(() -> script.offer(new Input.DiskAnswered(1, true, Bytes.EMPTY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 bytes for 512");
    script.offer(new Input.DiskAnswered(1, true, Bytes.copyOf(data)));
    byte[] memory = new byte[512];
    script.recorder().guest().machine().read(io.address(), memory);
    assertThat(memory).isEqualTo(data);
    assertThat(script.refuses(new Input.DiskAnswered(1, true, Bytes.copyOf(data)))).isTrue();
    script.run();
    assertThat(List.of(script.register(1), script.register(2), script.register(3)))
        .containsExactly(1L, 1L, 99L);
    assertThat(script.register(4)).isZero();
    assertThat(script.register(5)).isZero();
  }

  @Test
  void aFailedReadLeavesMemoryAlone() {
    RecorderScript script = disk("0", "1", "data", READ_AND_WAIT);
    script.offer(new Input.DiskAnswered(1, false, Bytes.EMPTY)).run();
    assertThat(script.register(4)).isEqualTo(1);
  }

  @Test
  void memoryOutsideTheGuestsCompletesWithAnErrorAndReachesNoDisk() {
    for (String address : List.of("1024 * 1024 - 511", "-1", "0x1_0000_0000")) {
      for (String port : List.of("DISK_READ", "DISK_WRITE")) {
        String[] program = READ_AND_WAIT.clone();
        program[0] = " out " + port + ", r0";
        RecorderScript script = disk("0", "1", address, program);
        assertThat(script.register(1)).as("%s at %s", port, address).isEqualTo(1);
        assertThat(script.register(4)).isEqualTo(1);
        assertThat(script.recorder().guest().ended()).as("nobody had to answer").isTrue();
        assertThat(script.all(DiskReadIssued.class)).isEmpty();
        assertThat(script.all(DiskWriteIssued.class)).isEmpty();
        assertThat(script.entries().get(1).type()).isEqualTo(Entry.Type.DISK_COMPLETED);
        assertThat(((DiskCompleted) script.entries().get(1)).ok()).isFalse();
      }
    }
  }

  @Test
  void sixteenRequestsMayBeOutstandingUntilTheirCompletionsArePopped() {
    RecorderScript script =
        disk(
            "0",
            "1",
            "data",
            " mov r5, 0",
            "more: out DISK_READ, r0",
            " in r1, DISK_ACCEPTED",
            " add r5, r1",
            " jne r1, 0, more",
            " wfi",
            " out DISK_READ, r0",
            " in r1, DISK_ACCEPTED",
            " out DISK_DONE_POP, r0",
            " out DISK_READ, r0",
            " in r2, DISK_ACCEPTED",
            " halt");
    assertThat(script.register(5)).isEqualTo(16);
    script.offer(new Input.DiskAnswered(1, false, Bytes.EMPTY)).run();
    assertThat(script.register(1)).as("completed, not popped").isZero();
    assertThat(script.register(2)).as("popped").isEqualTo(1);
  }

  @Test
  void queuesThatAreFullTakeNothing() {
    RecorderScript script =
        RecorderScript.boot("start: wfi", " in r1, KEYBOARD_COUNT", " in r2, MOUSE_COUNT", " halt")
            .run();
    for (int i = 0; i < 64; i++) {
      script.offer(new Input.KeyTyped(i)).offer(new Input.MouseMoved(i, i, 0));
    }
    assertThat(script.refuses(new Input.KeyTyped(1))).isTrue();
    assertThat(script.refuses(new Input.MouseMoved(1, 1, 1))).isTrue();
    script.run();
    assertThat(script.register(1)).isEqualTo(64);
    assertThat(script.register(2)).isEqualTo(64);
  }

  @Test
  void emptyQueuesGiveZero() {
    RecorderScript script =
        ports(
            List.of(
                "KEYBOARD_NEXT", "MOUSE_DX", "MOUSE_BUTTONS", "DISK_DONE_TAG", "DISK_DONE_STATUS"),
            "MOUSE_POP",
            0,
            "DISK_DONE_POP",
            0);
    for (int register = 1; register <= 5; register++) {
      assertThat(script.register(register)).isZero();
    }
  }

  @Test
  void aPortThatNoDeviceHasIsAGuestFault() {
    for (String bad :
        List.of(
            "in r1, 0x7f",
            "out 0x7f, r1",
            "in r1, CONSOLE_PUT",
            "out TIMER_FIRED, r1",
            "in r1, 0xffff_ffff",
            "in r1, 0x1_0000")) {
      RecorderScript script = RecorderScript.boot("start: " + bad, " halt").run();
      assertThat(script.ended().kind()).as(bad).isEqualTo(OutputKind.GUEST_FAULT);
      assertThat(script.ended().reason()).contains("no such port");
    }
  }

  @Test
  void nothingIsTakenOnceTheGuestHasEnded() {
    RecorderScript script =
        RecorderScript.boot("start: mov r0, 9", " out TIMER_ONCE, r0", " halt").run();
    assertThat(script.refuses(new Input.KeyTyped(1))).isTrue();
    assertThat(script.refuses(new Input.TimerDue(1))).isTrue();
    assertThat(script.refuses(new Input.DiskAnswered(1, false, Bytes.EMPTY))).isTrue();
  }
}
