package dev.understudy.vm.compiled;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Semantics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the code around an address: breadth first, so that what is nearest is in if not all fits.
 *
 * <p>Blocks that are reached by a jump backwards, a call or a return, and those behind instructions
 * that are left to the interpreter, are checkpoints. Every way round a loop passes one, because it
 * has to turn backwards somewhere.
 */
final class RegionFinder {
  private final byte[] memory;
  private final int maxInstructions;
  private final @Nullable WatchpointDetector detector;
  private final NavigableMap<Integer, Instruction> found = new TreeMap<>();

  /** Where execution arrives other than from the instruction before: blocks begin there. */
  private final TreeSet<Integer> leaders = new TreeSet<>();

  private final TreeSet<Integer> checkpoints = new TreeSet<>();
  private final Deque<Integer> waiting = new ArrayDeque<>();

  private RegionFinder(byte[] memory, int maxInstructions, @Nullable WatchpointDetector detector) {
    this.memory = memory;
    this.maxInstructions = maxInstructions;
    this.detector = detector;
  }

  /** The region of a root, or nothing if no compiled code can begin there. */
  static Optional<Region> find(
      byte[] memory, int root, int maxInstructions, @Nullable WatchpointDetector detector) {
    RegionFinder finder = new RegionFinder(memory, maxInstructions, detector);
    finder.checkpoints.add(root);
    finder.waiting.add(root);
    while (!finder.waiting.isEmpty()) {
      finder.follow(finder.waiting.remove());
    }
    return finder.found.containsKey(root)
        ? Optional.of(new Region(root, finder.blocks(root)))
        : Optional.empty();
  }

  private void checkpoint(int address) {
    checkpoints.add(address);
    leader(address);
  }

  private void leader(int address) {
    leaders.add(address);
    waiting.add(address);
  }

  /** Takes in what is executed from here on up to a jump. */
  private void follow(int from) {
    int at = from;
    while (found.size() < maxInstructions && !found.containsKey(at)) {
      Instruction instruction = decode(at);
      if (instruction == null) {
        return;
      }
      ControlFlow flow = ControlFlow.of(instruction);
      if (detector != null && detector.standsAlone(at, instruction)) {
        if (flow.continues() || flow.comesBack()) {
          checkpoint(at + Instruction.BYTES);
        }
        return;
      }
      int next = at + Instruction.BYTES;
      if (flow.isCompiled()) {
        found.put(at, instruction);
      }
      if (flow.comesBack()) {
        checkpoint(next);
      }
      if (flow.hasTarget()) {
        jump(at, instruction.imm32(), flow);
      }
      if (flow == ControlFlow.BRANCH) {
        leader(next);
      }
      if (flow != ControlFlow.STRAIGHT) {
        return;
      }
      at = next;
    }
  }

  private void jump(int from, int target, ControlFlow flow) {
    if (target <= from || flow == ControlFlow.CALL) {
      checkpoint(target);
    } else {
      leader(target);
    }
  }

  private @Nullable Instruction decode(int at) {
    if ((at & (Instruction.BYTES - 1)) != 0
        || Integer.compareUnsigned(at, memory.length - Instruction.BYTES) > 0) {
      return null;
    }
    return Instruction.decode(Semantics.ld8(memory, at)).orElse(null);
  }

  // ---------------------------------------------------------------- blocks

  private List<Block> blocks(int root) {
    List<List<Instruction>> bodies = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    int expected = -1;
    for (Map.Entry<Integer, Instruction> entry : found.entrySet()) {
      int at = entry.getKey();
      if (at != expected || leaders.contains(at)) {
        starts.add(at);
        bodies.add(new ArrayList<>());
      }
      bodies.get(bodies.size() - 1).add(entry.getValue());
      boolean ends = ControlFlow.of(entry.getValue()) != ControlFlow.STRAIGHT;
      expected = ends ? -1 : at + Instruction.BYTES;
    }
    approach(root, starts, bodies);
    return withPaths(starts, bodies);
  }

  /**
   * If nothing but the entry leads to the root from elsewhere, it may lie in the middle of a block,
   * which should stay whole: it may be a loop. The way in is a block of its own then, a second copy
   * of the same instructions.
   */
  private static void approach(int root, List<Integer> starts, List<List<Instruction>> bodies) {
    for (int i = 0; i < starts.size(); i++) {
      int before = (root - starts.get(i)) / Instruction.BYTES;
      if (starts.get(i) < root && before < bodies.get(i).size()) {
        starts.add(i + 1, root);
        bodies.add(i + 1, bodies.get(i).subList(before, bodies.get(i).size()));
        return;
      }
    }
  }

  /** From the last block to the first: what is not a checkpoint is reached forwards only. */
  private List<Block> withPaths(List<Integer> starts, List<List<Instruction>> bodies) {
    NavigableMap<Integer, Block> done = new TreeMap<>();
    int index = bodies.stream().mapToInt(List::size).sum();
    for (int i = starts.size() - 1; i >= 0; i--) {
      int start = starts.get(i);
      List<Instruction> body = List.copyOf(bodies.get(i));
      index -= body.size();
      Instruction last = body.get(body.size() - 1);
      ControlFlow flow = ControlFlow.of(last);
      int onwards = 0;
      if (flow.continues()) {
        onwards = path(done.get(start + body.size() * Instruction.BYTES));
      }
      if (flow.hasTarget()) {
        onwards = Math.max(onwards, path(done.get(last.imm32())));
      }
      boolean checkpoint = checkpoints.contains(start);
      done.put(start, new Block(start, index, body, checkpoint, body.size() + onwards));
    }
    return List.copyOf(done.values());
  }

  /** Of a block not reached yet, or outside, none counts: it is a checkpoint or an exit. */
  private static int path(@Nullable Block block) {
    return block == null || block.checkpoint() ? 0 : block.path();
  }
}
