package dev.understudy.vm.machine;

/**
 * Something that executes instructions. All engines take a machine through the same states: at each
 * count they agree in every bit that {@link Machine#stateHash} covers.
 */
public interface Engine {
  /**
   * Runs until the count or an earlier stop. Called by {@link Machine#runUntil} alone, with a
   * machine that can run and holds its memory flat.
   *
   * @param untilCount more than the machine has retired
   */
  Stop run(Machine machine, long untilCount);
}
