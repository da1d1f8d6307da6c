package dev.understudy.ft.protocol.world;

/** The promises that the judge watches over. */
enum ProtocolPromise {
  SILENCE_WHILE_ARBITRATING("silence while arbitrating"),
  ACKNOWLEDGED_IS_RECEIVED("acknowledged is received"),
  A_DIVERGED_BACKUP_IS_SILENT("a diverged backup is silent"),
  OUTPUT_RULE("output rule"),
  DETECTION_FIRST("detection first"),
  OUTPUTS_ARE_HELD_NO_LONGER_THAN_NEEDED("outputs are held no longer than needed"),
  REPLAY_WITHOUT_A_GAP("replay without a gap"),
  ONLY_THE_PRIMARY_ENTRIES_ARE_REPLAYED("only the primary's entries are replayed"),
  NO_FAILOVER_WITHOUT_A_FAULT("no failover without a fault"),
  A_DIVERGED_BACKUP_NEVER_ARBITRATES("a diverged backup never arbitrates"),
  LAST_OUTPUTS_LEAVE("a host that holds the guest's end makes the last outputs leave"),
  GOES_LIVE_EXACTLY_AT_THE_LAST_ENTRY("goes live exactly at the last entry"),
  ALL_THAT_WAS_ACKNOWLEDGED_IS_REPLAYED("all that was acknowledged is replayed"),
  OUTPUT_REQUIREMENT("output requirement"),
  A_DIVERGED_BACKUP_NEVER_GOES_LIVE("a diverged backup never goes live"),
  ONLY_THE_DISK_CHOICE_GOES_ON_ALONE("only the disk's choice goes on alone"),
  ONE_IS_LIVE("one is live"),
  ONLY_WHO_IS_LIVE_ANNOUNCES("only who is live announces"),
  THE_SURVIVOR_ANNOUNCEMENT_WINS("the survivor's announcement wins"),
  SOMEBODY_IS_LIVE("somebody is live"),
  OUTPUTS_GO_ON("outputs go on"),
  ANNOUNCEMENTS_ARE_REPEATED("announcements are repeated"),
  A_CRASH_IS_DETECTED_IN_TIME("a crash is detected in time"),
  A_DIVERGENCE_IS_REPORTED("a divergence is reported"),
  AN_ISOLATED_HOST_LETS_ITS_PEER_GO_ON("an isolated host lets its peer go on"),
  AN_UNREACHABLE_PRIMARY_STEPS_ASIDE("a primary that clients can't reach steps aside"),
  NO_EXCEPTIONS("no exceptions");

  private final String wording;

  ProtocolPromise(String wording) {
    this.wording = wording;
  }

  @Override
  public String toString() {
    return wording;
  }
}
