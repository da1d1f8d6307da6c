package dev.understudy.hypervisor.log;

/**
 * An operator did something to the guest (paper §3.3): both replicas do it at the same instruction.
 *
 * @param perMille of {@code SHARE}: thousandths of the processor; else 0
 */
public record ControlApplied(long count, int check, Control control, int perMille)
    implements Entry {

  static final EntryFormat<ControlApplied> FORMAT =
      EntryFormat.of(ControlApplied.class)
          .choice("control", Control.names(), entry -> entry.control().ordinal())
          .unsigned(
              "perMille",
              "of a share: thousandths of the processor; else 0",
              1000,
              ControlApplied::perMille)
          .make(
              (count, check, v) ->
                  new ControlApplied(count, check, Control.values()[v.integer(0)], v.integer(1)));

  @Override
  public Entry.Type type() {
    return Entry.Type.CONTROLLED;
  }
}
