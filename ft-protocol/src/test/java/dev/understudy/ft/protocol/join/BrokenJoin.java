package dev.understudy.ft.protocol.join;

import dev.understudy.ft.protocol.Rules;

/** The rules of cloning, in each constant with one of them broken. */
public enum BrokenJoin {
  BACKUP_BEFORE_THE_SNAPSHOT_IS_WHOLE(
      new Rules() {
        @Override
        public boolean holdsSnapshot(long receivedPieces, long lastPiece) {
          return receivedPieces >= 5;
        }
      }),
  RENEWED_BEFORE_THE_SNAPSHOT_IS_WHOLE(
      new Rules() {
        @Override
        public boolean mayRenew(boolean snapshotAcknowledged) {
          return true;
        }
      }),
  OUTPUTS_IGNORE_THE_JOINER(
      new Rules() {
        @Override
        public boolean outputsWaitForJoiner() {
          return false;
        }
      }),
  OUTPUTS_IGNORE_THE_OLD_BACKUP(
      new Rules() {
        @Override
        public boolean outputsWaitForPresentPeer() {
          return false;
        }
      }),
  RENEW_SKIPPED(
      new Rules() {
        @Override
        public boolean renewsMembership() {
          return false;
        }
      }),
  HALF_JOINED_GOES_LIVE(
      new Rules() {
        @Override
        public boolean joinerHaltsOnSilence() {
          return false;
        }
      });

  private final Rules rules;

  BrokenJoin(Rules rules) {
    this.rules = rules;
  }

  public Rules rules() {
    return rules;
  }
}
