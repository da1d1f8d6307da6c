package dev.understudy.ft.protocol;

import dev.understudy.ft.protocol.ChannelFrame.Header;
import org.jspecify.annotations.Nullable;

/**
 * The decisions that make the protocol safe, each by name. The bodies here are the product's and
 * the only ones in it; a test overrides one and shows that a judge notices.
 *
 * <p>A rule is a function of its arguments and keeps nothing, so that forked protocols may share
 * it.
 */
public interface Rules {

  /** The rules of the product, which are those of the paper. */
  Rules PAPER = new Rules() {};

  // ---------------------------------------------------------------- outputs (§2.2)

  /**
   * The Output Rule: an output may leave once every replica that could still win has acknowledged
   * the entries up to the output's own.
   */
  default long releasable(long appendedThrough, long acknowledgedThrough) {
    return acknowledgedThrough;
  }

  /** Detection releases nothing: only the disk's answer does. */
  default long releasableOnDetection(long appendedThrough, long releasedThrough) {
    return releasedThrough;
  }

  /** Winning releases everything: the peer is fenced off, so that nothing need be held for it. */
  default long releasableAfterWinning(long appendedThrough, long releasedThrough) {
    return appendedThrough;
  }

  /**
   * The entry of an output is sent at once (§3.5), so that the output waits no longer than it must.
   */
  default boolean flushesAtOnce(Gate gate) {
    return gate.holdsOutput();
  }

  /** Entries not acknowledged for this long are sent again, because the channel loses frames. */
  default long retransmitAfterNs(ProtocolConfig config) {
    return config.retransmitNs();
  }

  // ---------------------------------------------------------------- the backup's log buffer (§3.2)

  /**
   * Entries that are held already are skipped: the channel delivers some frames twice, and entries
   * are sent again.
   */
  default boolean alreadyReceived(long index, long receivedThrough) {
    return index <= receivedThrough;
  }

  /** The log buffer holds a prefix of the log: only the next entry may extend it. */
  default boolean extendsPrefix(long index, long receivedThrough) {
    return index == receivedThrough + 1;
  }

  /**
   * The backup acknowledges what it has received, neither what it has merely heard of nor only what
   * it has executed.
   *
   * @param heardOfThrough the highest index seen in any frame
   */
  default long acknowledges(long receivedThrough, long replayedThrough, long heardOfThrough) {
    return receivedThrough;
  }

  /**
   * A frame without news is answered too: the earlier acknowledgement of its entries may be lost.
   */
  default boolean acknowledgesAgain() {
    return true;
  }

  // ---------------------------------------------------------------- identity

  /** Why a frame is not meant for this host, or null when it is. */
  default @Nullable IgnoreReason refuses(Header header, Identity identity) {
    if (header.generation() != identity.generation()) {
      return IgnoreReason.OTHER_GENERATION;
    }
    if (header.to() != identity.self()) {
      return IgnoreReason.OTHER_RECEIVER;
    }
    return header.from() == identity.peer() ? null : IgnoreReason.OTHER_SENDER;
  }

  // ---------------------------------------------------------------- detection (§2.3)

  /**
   * Silence is judged before the event is looked at: a host that was paused arbitrates although
   * frames wait in its inbox, because those are old.
   */
  default boolean judgesSilenceBefore(Event event) {
    return true;
  }

  /** A peer not heard for this long counts as failed. */
  default long detectionAfterNs(ProtocolConfig config) {
    return config.detectionTimeoutNs();
  }

  /**
   * Heartbeats, log entries and acknowledgements are all signs of life; a frame that the network
   * repeats, or delivers after a later one, is not.
   */
  default boolean signOfLife(ChannelFrame frame, long highestSequenceHeard) {
    return frame.header().sequence() > highestSequenceHeard;
  }

  /** A host that has sent nothing for this long sends a heartbeat. */
  default long heartbeatAfterNs(ProtocolConfig config) {
    return config.heartbeatIntervalNs();
  }

  // ---------------------------------------------------------------- arbitration (§2.3)

  /**
   * A host that wants to go on without its peer asks the shared disk first.
   *
   * @param primary whether it is the primary that lost its backup, or the backup its primary
   */
  default boolean asksTheDisk(boolean primary) {
    return true;
  }

  /** A host whose links are down lets its peer ask first. */
  default long isolationWaitNs(boolean serviceLinksUp, ProtocolConfig config) {
    return serviceLinksUp ? 0 : config.isolationWaitNs();
  }

  /** A primary whose links are down for this long lets its backup take its place. */
  default long stepsAsideAfterNs(ProtocolConfig config) {
    return config.isolationWaitNs();
  }

  /**
   * A backup that has to read for its guest, and whose links are down for this long, gives up being
   * the backup, because its primary would wait for it.
   */
  default long givesUpAfterNs(ProtocolConfig config) {
    return config.isolationWaitNs();
  }

  /** Once it arbitrates, a host sends its peer nothing: no entry, no ack, no heartbeat. */
  default boolean speaksWhileArbitrating() {
    return false;
  }

  /** A peer that is heard again does not undo an arbitration. */
  default boolean returnsToFaultTolerance() {
    return false;
  }

  /** The loser halts itself; so does a host that asks about a generation that has been replaced. */
  default @Nullable HaltReason mustHalt(TestAndSetAnswer answer) {
    return switch (answer) {
      case WON -> null;
      case LOST -> HaltReason.LOST;
      case SUPERSEDED -> HaltReason.SUPERSEDED;
      case NOT_YET -> null;
    };
  }

  // ---------------------------------------------------------------- going live (§2.3)

  /** The winner replays everything it ever acknowledged before it goes live. */
  default boolean drained(long replayedThrough, long receivedThrough) {
    return replayedThrough >= receivedThrough;
  }

  /**
   * The tenure that is announced with the address: 2g for the first primary of generation g, and 2g
   * + 1 for the host that won its test-and-set. Hence the clients' switch never turns back.
   */
  default long tenure(long generation, boolean arbitrated) {
    return 2 * generation + (arbitrated ? 1 : 0);
  }

  /**
   * A host that goes on alone claims the address, because the clients' frames go to its dead peer
   * until then.
   */
  default boolean announcesOnWinning() {
    return true;
  }

  /** An announcement may get lost, so it is repeated while the host is live. */
  default boolean announcesAgain() {
    return true;
  }

  // ---------------------------------------------------------------- cloning (§3.1)

  /** A destination is a backup once it holds every piece up to the last, not before. */
  default boolean holdsSnapshot(long receivedPieces, long lastPiece) {
    return lastPiece > 0 && receivedPieces >= lastPiece;
  }

  /** Outputs wait for the destination's acknowledgements too, from the snapshot on. */
  default boolean outputsWaitForJoiner() {
    return true;
  }

  /** The old backup can win until the disk has answered: outputs go on waiting for it. */
  default boolean outputsWaitForPresentPeer() {
    return true;
  }

  /** The disk must create the next generation before source and destination are its pair. */
  default boolean renewsMembership() {
    return true;
  }

  /** The disk is asked only once the destination holds the whole snapshot. */
  default boolean mayRenew(boolean snapshotAcknowledged) {
    return snapshotAcknowledged;
  }

  /** A host whose snapshot is not whole has nothing to go live with. */
  default boolean joinerHaltsOnSilence() {
    return true;
  }

  /**
   * While the next generation is asked for and a host that could win is silent, nothing is
   * released, because that host may have won.
   */
  default boolean freezesOnSilence() {
    return true;
  }

  // ---------------------------------------------------------------- end and divergence

  /** The primary says when the guest's last outputs have left, and repeats it. */
  default boolean tellsFinished() {
    return true;
  }

  /**
   * A backup that holds the guest's last entry takes over if its primary falls silent before it has
   * said that the last outputs left, so that they leave in any case.
   */
  default boolean arbitratesAfterFinal(boolean toldFinished) {
    return !toldFinished;
  }

  /** A guest that does not match the log may not take over: it stops acknowledging and halts. */
  default boolean haltsOnDivergence() {
    return true;
  }

  /**
   * A backup that halts itself reports it, so that its primary need not wait for the detection
   * time.
   */
  default boolean reportsDivergence() {
    return true;
  }
}
