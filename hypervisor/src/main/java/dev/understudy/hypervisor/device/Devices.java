package dev.understudy.hypervisor.device;

import dev.understudy.hypervisor.log.Control;
import dev.understudy.hypervisor.log.ControlApplied;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.hypervisor.log.DiskRead;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.FrameReceived;
import dev.understudy.hypervisor.log.KeyPressed;
import dev.understudy.hypervisor.log.MouseMoved;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All devices of one guest. */
public final class Devices {

  /** The one list of devices that a guest sees: the devices, their ports and pages follow. */
  static final List<DeviceDefinition<?>> DEFINITIONS =
      List.of(
          Console.DEFINITION,
          Keyboard.DEFINITION,
          Mouse.DEFINITION,
          Timer.DEFINITION,
          NetworkCard.DEFINITION,
          Disk.DEFINITION,
          Power.DEFINITION);

  private static final int PORTS = 0x80;
  private static final @Nullable Port[] BY_NUMBER = byNumber();

  private static @Nullable Port[] byNumber() {
    @Nullable Port[] table = new @Nullable Port[PORTS];
    for (int place = 0; place < DEFINITIONS.size(); place++) {
      DeviceDefinition<?> definition = DEFINITIONS.get(place);
      definition.assignPlace(place);
      for (Port port : definition.ports()) {
        if (table[port.number()] != null) {
          throw new IllegalStateException("two devices with port " + port.number());
        }
        table[port.number()] = port;
      }
    }
    return table;
  }

  /** One for each definition, in their order. */
  private final List<Device> defined;

  private final OperatorControls controls;

  public Devices(DeviceConfig config) {
    defined = DEFINITIONS.stream().<Device>map(definition -> definition.make(config)).toList();
    controls = new OperatorControls();
  }

  private Devices(Devices from) {
    defined = from.defined.stream().map(Device::fork).toList();
    controls = from.controls.fork();
  }

  private static @Nullable Port port(int number) {
    return number >= 0 && number < PORTS ? BY_NUMBER[number] : null;
  }

  /** Whether there is such a port to read. */
  public static boolean canRead(int number) {
    @Nullable Port port = port(number);
    return port != null && port.input() != null;
  }

  /** Whether there is such a port to write. */
  public static boolean canWrite(int number) {
    @Nullable Port port = port(number);
    return port != null && port.output() != null;
  }

  public long read(int number) {
    @Nullable Port port = port(number);
    if (port == null || port.input() == null) {
      throw new IllegalArgumentException("no port to read: " + number);
    }
    return port.input().read(defined);
  }

  /** Effects come out of the bus. */
  public void write(int number, long value, Bus bus) {
    @Nullable Port port = port(number);
    if (port == null || port.output() == null) {
      throw new IllegalArgumentException("no port to write: " + number);
    }
    port.output().write(defined, bus, value);
  }

  public Console console() {
    return Console.DEFINITION.of(defined);
  }

  public Keyboard keyboard() {
    return Keyboard.DEFINITION.of(defined);
  }

  public Mouse mouse() {
    return Mouse.DEFINITION.of(defined);
  }

  public Timer timer() {
    return Timer.DEFINITION.of(defined);
  }

  public NetworkCard network() {
    return NetworkCard.DEFINITION.of(defined);
  }

  public Disk disk() {
    return Disk.DEFINITION.of(defined);
  }

  public Power power() {
    return Power.DEFINITION.of(defined);
  }

  public OperatorControls controls() {
    return controls;
  }

  /** Why this entry can't be applied to the device that it is for, or null. */
  public @Nullable String obstacle(Entry entry) {
    return switch (entry.type()) {
      case TIMER_FIRED -> timer().obstacle();
      case KEY_PRESSED -> keyboard().obstacle();
      case MOUSE_MOVED -> mouse().obstacle();
      case FRAME_RECEIVED -> network().obstacle(((FrameReceived) entry).frame());
      case DISK_COMPLETED -> {
        DiskCompleted completed = (DiskCompleted) entry;
        yield disk().obstacle(completed.requestId(), completed.ok(), completed.data());
      }
      case DISK_READ -> disk().readObstacle(((DiskRead) entry).requestId());
      case CONTROLLED -> {
        ControlApplied applied = (ControlApplied) entry;
        yield controls.obstacle(applied.control(), applied.perMille());
      }
      case BOOT,
          CLOCK_READ,
          ENTROPY_READ,
          OUTPUT,
          OUTPUTS_RELEASED,
          PROGRESS_MARK,
          STATE_MARK,
          WENT_LIVE ->
          throw new IllegalArgumentException("for no device: " + entry);
    };
  }

  /** Does to a device what an entry says; there must be no obstacle. */
  public void apply(Entry entry, Bus bus) {
    switch (entry.type()) {
      case TIMER_FIRED -> timer().fire(bus);
      case KEY_PRESSED -> keyboard().press(bus, ((KeyPressed) entry).key());
      case MOUSE_MOVED -> {
        MouseMoved moved = (MouseMoved) entry;
        mouse().move(bus, moved.dx(), moved.dy(), moved.buttons());
      }
      case FRAME_RECEIVED -> network().receive(bus, ((FrameReceived) entry).frame());
      case DISK_COMPLETED -> {
        DiskCompleted completed = (DiskCompleted) entry;
        disk().complete(bus, completed.requestId(), completed.ok(), completed.data());
      }
      case CONTROLLED -> control((ControlApplied) entry);
      case DISK_READ -> throw new IllegalArgumentException("without its data: " + entry);
      case BOOT,
          CLOCK_READ,
          ENTROPY_READ,
          OUTPUT,
          OUTPUTS_RELEASED,
          PROGRESS_MARK,
          STATE_MARK,
          WENT_LIVE ->
          throw new IllegalArgumentException("for no device: " + entry);
    }
  }

  private void control(ControlApplied applied) {
    controls.take(applied.control(), applied.perMille());
    if (applied.control() == Control.POWER_OFF) {
      power().cut();
    }
  }

  /** Shows the state of every device, always in the same order. */
  public void visit(StateVisitor visitor) {
    for (Device device : defined) {
      device.visit(visitor);
    }
    controls.visit(visitor);
  }

  /** Takes on the state that {@link #visit} showed. They must be new. */
  public void restore(StateSource source) {
    for (Device device : defined) {
      device.restore(source);
    }
    controls.restore(source);
  }

  public Devices fork() {
    return new Devices(this);
  }
}
