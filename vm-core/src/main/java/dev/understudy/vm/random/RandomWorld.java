package dev.understudy.vm.random;

import dev.understudy.vm.isa.Status;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.Stop;

/**
 * A world outside one machine: it answers reads, refuses some ports, raises lines, writes memory as
 * a device does and wakes a machine that waits.
 *
 * <p>What it does follows from the seed and the instruction count alone, not from how often or how
 * far {@link #run} is called: any two ways to the same count must lead to the same state.
 */
public final class RandomWorld {
  /** Ports whose numbers end in these bits do not exist. */
  private static final int ABSENT_PORT = 3;

  private final long seed;
  private final int meanGap;
  private final Dice dice;
  private long nextEvent;

  /**
   * A world at count 0.
   *
   * @param meanGap how many instructions there are between two events, about; at least 1
   */
  public RandomWorld(long seed, int meanGap) {
    this(seed, meanGap, new Dice(seed).split(), 0);
    nextEvent = dice.between(0, 2 * meanGap);
  }

  private RandomWorld(long seed, int meanGap, Dice dice, long nextEvent) {
    this.seed = seed;
    this.meanGap = meanGap;
    this.dice = dice;
    this.nextEvent = nextEvent;
  }

  /** A copy of this world, to go on independently with a fork of its machine. */
  public RandomWorld fork() {
    return new RandomWorld(seed, meanGap, dice.fork(), nextEvent);
  }

  /**
   * Takes the machine to the count, or to its end.
   *
   * <p>What happens at the count itself happens when the machine goes on from there.
   */
  public Stop run(Machine machine, long count) {
    while (!machine.stop().isEnd() && machine.retired() < count) {
      act(machine);
      long target = Math.min(count, nextEvent);
      do {
        Stop stop = machine.runUntil(target);
        if (stop.isSeam()) {
          complete(machine, stop);
        }
        // A refused port leaves the machine between two counts.
      } while (!machine.canonical() && !machine.stop().isEnd());
    }
    return machine.stop();
  }

  private void act(Machine machine) {
    while (nextEvent <= machine.retired()) {
      happen(machine);
      nextEvent += dice.between(1, 2 * meanGap);
    }
    if (machine.waiting()) {
      machine.raise((int) answer(machine) & (Status.LINES - 1));
    }
  }

  private void happen(Machine machine) {
    int lines = dice.oneIn(4) ? 2 : 1;
    for (int i = 0; i < lines; i++) {
      machine.raise(dice.below(Status.LINES));
    }
    if (dice.oneIn(4)) {
      byte[] bytes = new byte[dice.between(1, 64)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) dice.next();
      }
      machine.write(dice.below(machine.memorySize()), bytes);
    }
  }

  private void complete(Machine machine, Stop stop) {
    boolean port = stop == Stop.PORT_READ || stop == Stop.PORT_WRITE;
    if (port && (machine.stoppedPort() & ABSENT_PORT) == ABSENT_PORT) {
      machine.refusePort();
    } else if (stop == Stop.PORT_WRITE) {
      machine.completeWrite();
    } else {
      machine.completeRead(answer(machine));
    }
  }

  private long answer(Machine machine) {
    return Dice.hash(seed, machine.retired());
  }
}
