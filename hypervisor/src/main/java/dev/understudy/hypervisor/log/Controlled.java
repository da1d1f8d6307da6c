package dev.understudy.hypervisor.log;

/**
 * An operator did something to the guest (paper §3.3): both replicas do it at the same instruction.
 *
 * @param perMille of {@code SHARE}: thousandths of the processor; else 0
 */
public record Controlled(long count, int check, Control control, int perMille) implements Entry {

  static final Format<Controlled> FORMAT =
      Format.of(Controlled.class)
          .choice("control", Control.names(), entry -> entry.control().ordinal())
          .unsigned(
              "perMille",
              "of a share: thousandths of the processor; else 0",
              1000,
              Controlled::perMille)
          .make(
              (count, check, v) ->
                  new Controlled(count, check, Control.values()[v.integer(0)], v.integer(1)));

  @Override
  public EntryType type() {
    return EntryType.CONTROLLED;
  }
}
