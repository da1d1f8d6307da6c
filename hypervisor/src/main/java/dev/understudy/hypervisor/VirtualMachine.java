package dev.understudy.hypervisor;

import dev.understudy.base.StateDigest;
import dev.understudy.hypervisor.device.Bus;
import dev.understudy.hypervisor.device.DeviceConfig;
import dev.understudy.hypervisor.device.Devices;
import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.Effect.Ended;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.StateDigestVisitor;
import dev.understudy.hypervisor.device.StateSource;
import dev.understudy.hypervisor.device.StateVisitor;
import dev.understudy.hypervisor.log.BootEntry;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.Output;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.hypervisor.log.OutputsReleased;
import dev.understudy.hypervisor.log.ProgressMark;
import dev.understudy.hypervisor.log.WentLive;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.FaultReport;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.MemoryPool;
import dev.understudy.vm.machine.StateHash;
import dev.understudy.vm.machine.Stop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A guest: its machine and its devices. A {@link Seam} runs it.
 *
 * <p>All of its state follows from the image, the device configuration and the log entries that
 * were applied. Between two calls of a seam the machine is in a canonical state or has ended.
 */
public final class VirtualMachine {

  /** What an advance met. */
  enum Step {
    /** The count is reached. */
    REACHED,
    /** The machine waits for an interrupt. */
    WAITING,
    /** At an {@code rdtsc}: wants {@link #completeRead}. */
    CLOCK_READ,
    /** At an {@code rdrand}: wants {@link #completeRead}. */
    ENTROPY_READ,
    /** An output was made: wants {@link #completeOutput}. */
    OUTPUT,
    /** Effects that are no outputs wait to be taken. */
    EFFECT,
    /** Nothing follows any more. */
    ENDED
  }

  private final Machine machine;
  private final Devices devices;
  private final Bus bus;
  private final DeviceConfig config;
  private final StateHash imageHash;
  private final SeamRules rules;
  private final Deque<OutputEffect> unreleased;
  private @Nullable OutputEffect made;
  private long clockNs;
  private long releasedThrough;
  private long userInputs;
  private boolean ended;

  private VirtualMachine(
      Machine machine, DeviceConfig config, StateHash imageHash, SeamRules rules) {
    this.machine = machine;
    this.devices = new Devices(config);
    this.bus = new Bus(machine);
    this.config = config;
    this.imageHash = imageHash;
    this.rules = rules;
    this.unreleased = new ArrayDeque<>();
  }

  private VirtualMachine(Machine machine, DeviceConfig config, SeamRules rules, StateSource in) {
    this.machine = machine;
    this.devices = new Devices(config);
    this.config = config;
    this.rules = rules;
    this.unreleased = new ArrayDeque<>();
    if (rules.clonesDevices()) {
      devices.restore(in);
    } else {
      new Devices(config).restore(in);
    }
    this.bus = new Bus(machine, in.number("outputs"));
    clockNs = in.number("clockNs");
    userInputs = in.number("userInputs");
    releasedThrough = in.number("releasedThrough");
    imageHash = new StateHash(in.number("imageHigh"), in.number("imageLow"));
    ended = in.number("ended") != 0;
    for (long left = in.number("unreleased"); left > 0; left--) {
      unreleased.addLast(OutputState.read(in));
    }
  }

  /** What this guest runs on. */
  Platform platform() {
    return new Platform(machine.engine(), machine.pool(), rules);
  }

  DeviceConfig config() {
    return config;
  }

  /** Shows everything beside the machine, for {@link #assemble}. */
  void visitRest(StateVisitor visitor) {
    visitDevices(visitor);
    visitor.number("releasedThrough", releasedThrough);
    visitor.number("imageHigh", imageHash.high());
    visitor.number("imageLow", imageHash.low());
    visitor.number("ended", ended ? 1 : 0);
    visitor.number("unreleased", unreleased.size());
    unreleased.forEach(output -> OutputState.visit(output, visitor));
  }

  /** A guest made of a machine and of what {@link #visitRest} showed. */
  static VirtualMachine assemble(
      Machine machine, DeviceConfig config, SeamRules rules, StateSource rest) {
    VirtualMachine guest = new VirtualMachine(machine, config, rules, rest);
    if (!rules.clonesPendingIo()) {
      guest.devices.disk().forgetPending();
    }
    return guest;
  }

  private VirtualMachine(VirtualMachine from) {
    machine = from.machine.fork();
    devices = from.devices.fork();
    bus = from.bus.fork(machine);
    config = from.config;
    imageHash = from.imageHash;
    rules = from.rules;
    unreleased = new ArrayDeque<>(from.unreleased);
    made = from.made;
    clockNs = from.clockNs;
    releasedThrough = from.releasedThrough;
    userInputs = from.userInputs;
    ended = from.ended;
  }

  public static VirtualMachine boot(
      Image image, Engine engine, MemoryPool pool, DeviceConfig config) {
    return boot(image, engine, pool, config, SeamRules.STANDARD);
  }

  /** With rules of its own: for tests that break one. */
  public static VirtualMachine boot(
      Image image, Engine engine, MemoryPool pool, DeviceConfig config, SeamRules rules) {
    Machine machine = Machine.boot(image, engine, pool);
    return new VirtualMachine(machine, config, image.hash(), rules);
  }

  public VirtualMachine fork() {
    return new VirtualMachine(this);
  }

  /** Gives the machine's flat memory back to its pool until it runs again. */
  public void park() {
    machine.park();
  }

  /** Gives the machine's flat memory back for good: this guest will not run any more. */
  public void drop() {
    machine.drop();
  }

  /** For looking at; only a seam runs it. */
  public Machine machine() {
    return machine;
  }

  public Devices devices() {
    return devices;
  }

  SeamRules rules() {
    return rules;
  }

  /** Instructions retired. */
  public long count() {
    return machine.retired();
  }

  /** The highest guest clock logged so far, in ns. */
  public long clockNs() {
    return clockNs;
  }

  /** How many outputs the guest has made; also the index of the last. */
  public long outputs() {
    return bus.outputs();
  }

  /** Outputs after the last release watermark, in order. */
  public List<OutputEffect> unreleased() {
    return List.copyOf(unreleased);
  }

  /**
   * How many keys and mouse movements the guest has taken. By this, the person who types knows
   * which to repeat, on whatever host the guest is by then.
   */
  public long userInputsTaken() {
    return userInputs;
  }

  /** The machine's cheap hash: registers, pc, count, interrupt state. */
  public long quickHash() {
    return machine.quickHash();
  }

  /**
   * Whether the processor stands still until something else happens: in {@code wfi}, until an
   * interrupt line is raised; and while it is paused. A machine that was switched off waits for
   * nothing.
   */
  public boolean waiting() {
    return (machine.waiting() || devices.controls().isPaused()) && !stopped();
  }

  /** True once the guest's last output was made. */
  public boolean ended() {
    return ended;
  }

  /** The hash of all state that both replicas share: machine, memory, devices, guest clock. */
  public StateHash stateHash() {
    StateDigest digest = new StateDigest();
    StateHash machineHash = machine.stateHash();
    digest.add(machineHash.high());
    digest.add(machineHash.low());
    visitDevices(new StateDigestVisitor(digest));
    return new StateHash(digest.high(), digest.low());
  }

  /** Shows the state outside the machine. */
  public void visitDevices(StateVisitor visitor) {
    devices.visit(visitor);
    visitor.number("outputs", bus.outputs());
    visitor.number("clockNs", clockNs);
    visitor.number("userInputs", userInputs);
  }

  int check() {
    return Entry.fold(machine.quickHash());
  }

  BootEntry bootEntry() {
    return new BootEntry(
        machine.retired(),
        check(),
        imageHash.high(),
        imageHash.low(),
        machine.memorySize(),
        config.networkAddress(),
        config.diskBlocks());
  }

  /** Runs until {@code limit} or until the guest needs its seam. */
  Step advance(long limit) {
    while (!stopped()) {
      if (devices.controls().isPaused()) {
        return Step.WAITING;
      }
      Stop stop = machine.runUntil(limit);
      switch (stop) {
        case COUNT -> {
          return Step.REACHED;
        }
        case WAITING -> {
          return Step.WAITING;
        }
        case CLOCK_READ -> {
          return Step.CLOCK_READ;
        }
        case ENTROPY_READ -> {
          return Step.ENTROPY_READ;
        }
        case PORT_READ -> readPort();
        case PORT_WRITE -> writePort();
        case HALTED, FAULTED -> {}
      }
      if (made != null) {
        return Step.OUTPUT;
      }
      if (bus.hasEffects()) {
        return Step.EFFECT;
      }
    }
    return end();
  }

  private void readPort() {
    int port = machine.stoppedPort();
    if (Devices.canRead(port)) {
      machine.completeRead(devices.read(port));
    } else {
      machine.refusePort();
    }
  }

  /** Makes an output. The machine stays where it is until the output is logged. */
  private void writePort() {
    int port = machine.stoppedPort();
    if (!Devices.canWrite(port)) {
      machine.refusePort();
      return;
    }
    devices.write(port, machine.stoppedValue(), bus);
    made = bus.takeOutput();
    if (made == null) {
      machine.completeWrite();
    }
  }

  /** Whether the machine will retire nothing more, for whatever reason. */
  boolean stopped() {
    return devices.power().isOff() || machine.stop().isEnd();
  }

  /** What is left to do once the machine has stopped; each call makes one output. */
  private Step end() {
    if (ended) {
      return Step.ENDED;
    }
    if (rules.flushesConsoleAtEnd()) {
      devices.console().flush(bus);
    }
    made = bus.takeOutput();
    if (made == null) {
      bus.put(this::ending);
      made = bus.takeOutput();
    }
    return Step.OUTPUT;
  }

  private Ended ending(long index) {
    if (devices.power().isOff()) {
      return new Ended(index, OutputKind.POWER_OFF, devices.power().exitCode(), "");
    }
    return machine
        .fault()
        .map(fault -> faulted(index, fault))
        .orElseGet(() -> new Ended(index, OutputKind.HALT, 0, ""));
  }

  private static Ended faulted(long index, FaultReport fault) {
    return new Ended(index, OutputKind.GUEST_FAULT, 0, fault.text());
  }

  void completeRead(long value) {
    machine.completeRead(value);
  }

  /**
   * The entry of the output that was just made.
   *
   * @param check what {@link #check} says here: who has asked it already need not ask again
   */
  Output outputEntry(int check) {
    OutputEffect output = madeOutput();
    return new Output(
        machine.retired(),
        check,
        output.kind(),
        output.index(),
        output.payload().length(),
        digest(output));
  }

  /** The digest of a last output covers the whole state, since no mark will follow. */
  private int digest(OutputEffect output) {
    int digest = output.payload().digest();
    if (!output.kind().isLast()) {
      return digest;
    }
    StateHash state = stateHash();
    return digest ^ Long.hashCode(state.high()) ^ Long.hashCode(state.low());
  }

  OutputEffect completeOutput() {
    OutputEffect output = madeOutput();
    made = null;
    unreleased.addLast(output);
    if (output.kind().isLast()) {
      ended = true;
    } else if (machine.stop().isSeam()) {
      machine.completeWrite();
    }
    return output;
  }

  private OutputEffect madeOutput() {
    if (made == null) {
      throw new IllegalStateException("no output was made");
    }
    return made;
  }

  boolean hasEffects() {
    return bus.hasEffects();
  }

  List<Effect> takeEffects() {
    return bus.takeEffects();
  }

  void clockLogged(long ns) {
    clockNs = ns;
    devices.timer().clockLogged(ns);
  }

  /** Whether the input answers something that the guest no longer waits for. */
  boolean isStale(Input input) {
    return input.isStale(devices);
  }

  /**
   * Why this entry can't be applied to the guest as it stands, or null. What is no matter of the
   * guest as a whole is one of its devices, which name the rest.
   */
  @Nullable String obstacle(Entry entry) {
    return switch (entry.type()) {
      case OUTPUTS_RELEASED -> watermarkObstacle(((OutputsReleased) entry).throughIndex());
      case PROGRESS_MARK -> clockObstacle(((ProgressMark) entry).clockNs());
      case WENT_LIVE -> clockObstacle(((WentLive) entry).clockNs());
      case BOOT, CLOCK_READ, ENTROPY_READ, OUTPUT, STATE_MARK -> null;
      default -> stopped() ? "the guest has stopped" : devices.obstacle(entry);
    };
  }

  private @Nullable String watermarkObstacle(long through) {
    boolean fits = through >= releasedThrough && through <= bus.outputs();
    return fits
        ? null
        : "output " + through + " is not among " + releasedThrough + ".." + bus.outputs();
  }

  @Nullable String clockObstacle(long ns) {
    return ns >= clockNs ? null : "the guest clock was " + clockNs + " already";
  }

  /** Does what an entry between two instructions does; there must be no obstacle. */
  void apply(Entry entry) {
    switch (entry.type()) {
      case OUTPUTS_RELEASED -> released(((OutputsReleased) entry).throughIndex());
      case PROGRESS_MARK -> clockLogged(((ProgressMark) entry).clockNs());
      case WENT_LIVE -> wentLive(((WentLive) entry).clockNs());
      case BOOT, STATE_MARK -> {}
      case CLOCK_READ, ENTROPY_READ, OUTPUT ->
          throw new IllegalArgumentException("not between instructions: " + entry);
      default -> {
        if (entry.isUserInput()) {
          userInputs++;
        }
        devices.apply(entry, bus);
      }
    }
  }

  private void released(long through) {
    releasedThrough = through;
    while (!unreleased.isEmpty() && unreleased.getFirst().index() <= through) {
      unreleased.removeFirst();
    }
  }

  private void wentLive(long ns) {
    clockLogged(ns);
    if (rules.rearmsTimerAtGoLive()) {
      devices.timer().rearm(bus, ns);
    }
  }

  /** Visits all that can still matter, and nothing else: equal guests go the same way. */
  void visitState(LongConsumer visitor) {
    StateHash hash = stateHash();
    visitor.accept(hash.high());
    visitor.accept(hash.low());
    visitor.accept(releasedThrough);
    visitor.accept(ended ? 1 : 0);
    for (OutputEffect output : unreleased) {
      visitor.accept(output.index());
      visitor.accept(output.payload().digest());
    }
  }
}
