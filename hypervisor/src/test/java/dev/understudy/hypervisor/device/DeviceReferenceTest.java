package dev.understudy.hypervisor.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.DiskReads;
import dev.understudy.hypervisor.Guests;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.Recorder;
import dev.understudy.hypervisor.RecorderScript;
import dev.understudy.hypervisor.SeamConfig;
import dev.understudy.hypervisor.device.Effect.ConsoleOutput;
import dev.understudy.hypervisor.device.Effect.DiskReadIssued;
import dev.understudy.hypervisor.device.Effect.DiskWriteIssued;
import dev.understudy.hypervisor.device.Effect.FrameSent;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The programs of docs/reference/DEVICES.md do what their titles say. */
class DeviceReferenceTest {

  private static RecorderScript run(String title) {
    String source =
        DeviceReference.programs().stream()
            .filter(program -> program.title().equals(title))
            .findFirst()
            .orElseThrow()
            .source();
    SeamConfig config = new SeamConfig(0, 0, 0, DiskReads.LOGGED);
    return new RecorderScript(Recorder.boot(Guests.boot(Guests.assembleWhole(source)), config))
        .run();
  }

  @Test
  void everyProgramIsTestedHere() {
    List<String> titles =
        DeviceReference.programs().stream().map(DeviceReference.Program::title).toList();
    assertThat(titles)
        .containsExactly(
            "Sleeping until something came",
            "A line, byte by byte and at once",
            "Echo of one key",
            "The sum of a movement as exit code",
            "Three ticks",
            "Sending one frame back to where it came from",
            "Writing a block and reading it back",
            "The end");
  }

  @Test
  void everyDeviceHasProseAndAnExample() {
    for (DeviceDefinition<?> device : Devices.DEFINITIONS) {
      assertThat(device.about()).as(device.name()).isNotBlank();
      assertThat(device.examples()).as(device.name()).isNotEmpty();
      assertThat(device.ports()).allSatisfy(port -> assertThat(port.doc()).endsWith("."));
    }
    List<String> names =
        Devices.DEFINITIONS.stream()
            .flatMap(device -> device.ports().stream())
            .map(Port::name)
            .collect(Collectors.toList());
    assertThat(new TreeSet<>(names)).hasSameSizeAs(names);
  }

  /** A device that is not in the list has neither ports nor a page, and nobody would miss it. */
  @Test
  void everyDefinitionIsInTheList() throws Exception {
    List<String> defined = new ArrayList<>();
    for (Class<?> type : classesBeside(Devices.class)) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getType() == DeviceDefinition.class && Modifier.isStatic(field.getModifiers())) {
          defined.add(((DeviceDefinition<?>) field.get(null)).name());
        }
      }
    }
    assertThat(Devices.DEFINITIONS)
        .as("Devices.DEFINITIONS")
        .extracting(DeviceDefinition::name)
        .containsExactlyInAnyOrderElementsOf(defined);
  }

  private static List<Class<?>> classesBeside(Class<?> one) throws Exception {
    URI file = Objects.requireNonNull(one.getResource(one.getSimpleName() + ".class")).toURI();
    List<Class<?>> classes = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(file).resolveSibling(""))) {
      for (Path path : files.sorted().toList()) {
        String name = path.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          classes.add(
              Class.forName(one.getPackageName() + "." + name.substring(0, name.length() - 6)));
        }
      }
    }
    return classes;
  }

  @Test
  void sleep() {
    RecorderScript script = run("Sleeping until something came");
    assertThat(script.recorder().guest().waiting()).isTrue();
    script.offer(new Input.KeyTyped(7)).run();
    assertThat(script.ended().exitCode()).isEqualTo(7);
  }

  @Test
  void line() {
    RecorderScript script = run("A line, byte by byte and at once");
    List<ConsoleOutput> lines = script.all(ConsoleOutput.class);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).payload().text()).isEqualTo("Hello\n");
  }

  @Test
  void echo() {
    RecorderScript script = run("Echo of one key").offer(new Input.KeyTyped('k')).run();
    assertThat(script.all(ConsoleOutput.class).get(0).payload().text()).isEqualTo("k");
  }

  @Test
  void movement() {
    RecorderScript script = run("The sum of a movement as exit code");
    script.offer(new Input.MouseMoved(-5, 3, 0)).run();
    assertThat(script.ended().exitCode()).isEqualTo(-2);
  }

  @Test
  void ticks() {
    RecorderScript script = run("Three ticks");
    for (int i = 0; i < 3; i++) {
      assertThat(script.recorder().guest().waiting()).as("asleep before tick %d", i + 1).isTrue();
      script.offer(new Input.TimerDue(script.armed().arming())).run();
    }
    assertThat(script.ended().exitCode()).isEqualTo(3);
  }

  @Test
  void frame() {
    RecorderScript script = run("Sending one frame back to where it came from");
    byte[] frame = new byte[20];
    frame[0] = 1;
    frame[8] = 77;
    frame[19] = 5;
    script.offer(new Input.FrameArrived(Bytes.copyOf(frame))).run();
    frame[0] = 77;
    frame[8] = 1;
    assertThat(script.all(FrameSent.class).get(0).payload()).isEqualTo(Bytes.copyOf(frame));
  }

  @Test
  void block() {
    RecorderScript script = run("Writing a block and reading it back");
    PendingIo write = script.all(DiskWriteIssued.class).get(0).io();
    assertThat(write.block()).isEqualTo(7);
    script.offer(new Input.DiskAnswered(1, true, Bytes.EMPTY)).run();
    assertThat(script.all(DiskReadIssued.class)).hasSize(1);
    assertThat(script.recorder().guest().waiting()).isTrue();
    script.offer(new Input.DiskAnswered(2, true, write.data())).run();
    assertThat(script.ended().exitCode()).isEqualTo(42);
  }

  @Test
  void end() {
    assertThat(run("The end").ended().exitCode()).isEqualTo(3);
  }
}
