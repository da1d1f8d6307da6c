package dev.understudy.hypervisor.log;

/** A replica went live here; the guest clock goes on from this value. */
public record WentLive(long count, int check, long clockNs) implements Entry {

  @Override
  public EntryType type() {
    return EntryType.WENT_LIVE;
  }
}
