package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.Effect.ConsoleOutput;
import dev.understudy.sim.world.RuleSet;
import java.util.function.UnaryOperator;

/** Bugs in what people read of a guest whose text nobody has declared. */
final class ConsoleMutants {
  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "console-offset-behind",
              "the console is told that a text begins a byte before where it does",
              "console",
              MutantCampaign.CLOCK,
              rules(
                  text ->
                      new ConsoleOutput(
                          text.index(), Math.max(0, text.offset() - 1), text.payload()))),
          new Mutant(
              "console-text-garbled",
              "the text that leaves is not the text that was logged",
              "console",
              MutantCampaign.CLOCK,
              rules(
                  text ->
                      new ConsoleOutput(text.index(), text.offset(), garbled(text.payload())))));

  private ConsoleMutants() {}

  private static RuleSet rules(UnaryOperator<ConsoleOutput> changed) {
    return RuleSet.STANDARD.with(
        new SeamRules() {
          @Override
          public Effect handedOn(Effect effect) {
            return effect instanceof ConsoleOutput text ? changed.apply(text) : effect;
          }
        });
  }

  private static Bytes garbled(Bytes text) {
    byte[] bytes = text.toArray().clone();
    bytes[0] ^= 1;
    return Bytes.wrap(bytes);
  }
}
