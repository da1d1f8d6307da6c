package dev.understudy.hypervisor.log;

/** A replica went live here; the guest clock goes on from this value. */
public record WentLive(long count, int check, long clockNs) implements Entry {

  static final EntryFormat<WentLive> FORMAT =
      EntryFormat.of(WentLive.class)
          .clock("clockNs", "the guest clock, from which it goes on", WentLive::clockNs)
          .make((count, check, v) -> new WentLive(count, check, v.number(0)));

  @Override
  public Entry.Type type() {
    return Entry.Type.WENT_LIVE;
  }
}
