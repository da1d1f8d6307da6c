package dev.understudy.hypervisor.device;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.vm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device's access to the rest of its guest, and the way in which its effects come out. */
public final class Bus {

  private final Machine machine;
  private final List<Effect> effects = new ArrayList<>();
  private @Nullable OutputEffect output;
  private long outputs;

  public Bus(Machine machine) {
    this.machine = machine;
  }

  /** For a guest that made so many outputs already. */
  public Bus(Machine machine, long outputs) {
    this(machine);
    this.outputs = outputs;
  }

  private Bus(Machine machine, Bus from) {
    this.machine = machine;
    this.effects.addAll(from.effects);
    this.output = from.output;
    this.outputs = from.outputs;
  }

  /** Makes one of the outputs that a guest's devices number together. */
  public interface OutputMaker {
    OutputEffect make(long index);
  }

  /** Guest memory, or null when the range is not wholly within it. */
  @Nullable Bytes fetch(long address, long length) {
    if (!inMemory(address, length)) {
      return null;
    }
    byte[] bytes = new byte[(int) length];
    machine.read((int) address, bytes);
    return Bytes.wrap(bytes);
  }

  /** Writes guest memory; only for what an entry does, between two instructions. */
  boolean store(int address, byte[] bytes) {
    return machine.write(address, bytes);
  }

  boolean inMemory(long address, long length) {
    long size = machine.memorySize();
    return address >= 0 && length >= 0 && length <= size && address <= size - length;
  }

  void raise(int line) {
    machine.raise(line);
  }

  /** An output; one operation of a guest makes at most one. */
  public void put(OutputMaker maker) {
    if (output != null) {
      throw new IllegalStateException("two outputs of one operation");
    }
    outputs++;
    output = maker.make(outputs);
  }

  /** Emits an effect that waits for no entry. */
  void emit(Effect effect) {
    effects.add(effect);
  }

  /** The output of the operation just done, if it made one; asking takes it. */
  public @Nullable OutputEffect takeOutput() {
    OutputEffect taken = output;
    output = null;
    return taken;
  }

  public boolean hasEffects() {
    return !effects.isEmpty();
  }

  /** The other effects since the last call, in order. */
  public List<Effect> takeEffects() {
    if (effects.isEmpty()) {
      return List.of();
    }
    List<Effect> taken = List.copyOf(effects);
    effects.clear();
    return taken;
  }

  /** How many outputs the guest has made; also the index of the last. */
  public long outputs() {
    return outputs;
  }

  public Bus fork(Machine forked) {
    return new Bus(forked, this);
  }
}
