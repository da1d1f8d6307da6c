package dev.understudy.ft.protocol;

/** Why an event changed nothing. Each place that ignores an event gives its reason. */
public enum IgnoreReason {
  OTHER_GENERATION("the frame belongs to another generation"),
  OTHER_RECEIVER("the frame is addressed to another incarnation"),
  OTHER_SENDER("the frame comes from an incarnation that is not the peer"),
  WRONG_DIRECTION("only the other role receives frames of this kind"),
  BEYOND_LOG("the frame acknowledges entries that were never appended"),
  ARBITRATING("once it arbitrates, a host only goes live or halts, whatever its peer says"),
  NO_LONGER_PAIRED("the test-and-set is settled: the peer has no say any more"),
  HALTED("a halted host does nothing"),
  GUEST_ENDED("the guest's last entry has been appended: nothing can follow it"),
  NOT_ASKED("no test-and-set of this generation is open"),
  NOT_REPLAYING("this host's guest executes: it does not replay"),
  NOT_CLONING("no such clone is under way"),
  NO_PRIMARY("only a primary with a backup, and no next pair in the making, can do that"),
  JOINING("the snapshot is not whole yet");

  private final String meaning;

  IgnoreReason(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
