package dev.understudy.vm.compiled;

/** What a region is compiled to; each region is a class of its own. */
abstract class CompiledCode {
  /**
   * Executes instructions of the region.
   *
   * @param entry the address of a checkpoint of the region
   * @param budget how many instructions may be executed; at least the checkpoint's path
   * @return the address of the next instruction, if {@link Activation#exit} says that it counts
   */
  abstract int run(Activation activation, int entry, int budget);
}
