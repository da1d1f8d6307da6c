package dev.understudy.ft.protocol.world;

import dev.understudy.ft.protocol.ChannelFrame;
import dev.understudy.ft.protocol.ChannelFrame.Header;
import dev.understudy.ft.protocol.ChannelFrame.Kind;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.HaltReason;
import dev.understudy.ft.protocol.Identity;
import dev.understudy.ft.protocol.IgnoreReason;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.protocol.TestAndSetAnswer;
import dev.understudy.ft.protocol.world.FaultSchedule.Fault;
import org.jspecify.annotations.Nullable;

/** The rules of the protocol, in each constant with one of them broken. */
enum PlantedBug {
  OUTPUT_BEFORE_ACK(
      Fault.NONE,
      ProtocolPromise.OUTPUT_RULE,
      new Rules() {
        @Override
        public long releasable(long appendedThrough, long acknowledgedThrough) {
          return appendedThrough;
        }
      }),
  DETECTION_RELEASES(
      Fault.CUT,
      ProtocolPromise.OUTPUT_RULE,
      new Rules() {
        @Override
        public long releasableOnDetection(long appendedThrough, long releasedThrough) {
          return appendedThrough;
        }
      }),
  WINNER_KEEPS_HOLDING(
      Fault.MUTE,
      ProtocolPromise.OUTPUTS_GO_ON,
      new Rules() {
        @Override
        public long releasableAfterWinning(long appendedThrough, long releasedThrough) {
          return releasedThrough;
        }
      }),
  OUTPUT_WAITS_FOR_COMPANY(
      Fault.NONE,
      ProtocolPromise.OUTPUTS_ARE_HELD_NO_LONGER_THAN_NEEDED,
      new Rules() {
        @Override
        public boolean flushesAtOnce(Gate gate) {
          return false;
        }
      }),
  NEVER_SENT_AGAIN(
      Fault.CUT,
      ProtocolPromise.OUTPUTS_GO_ON,
      new Rules() {
        @Override
        public long retransmitAfterNs(ProtocolConfig config) {
          return FaultSchedule.NEVER;
        }
      }),
  GAPS_ARE_SKIPPED(
      Fault.NONE,
      ProtocolPromise.REPLAY_WITHOUT_A_GAP,
      new Rules() {
        @Override
        public boolean extendsPrefix(long index, long receivedThrough) {
          return index > receivedThrough;
        }
      }),
  DUPLICATES_ARE_REPLAYED(
      Fault.NONE,
      ProtocolPromise.REPLAY_WITHOUT_A_GAP,
      new Rules() {
        @Override
        public boolean alreadyReceived(long index, long receivedThrough) {
          return false;
        }

        @Override
        public boolean extendsPrefix(long index, long receivedThrough) {
          return index <= receivedThrough + 1;
        }
      }),
  ACK_BEFORE_RECEIPT(
      Fault.CRASH,
      ProtocolPromise.ACKNOWLEDGED_IS_RECEIVED,
      new Rules() {
        @Override
        public long acknowledges(long receivedThrough, long replayedThrough, long heardOfThrough) {
          return heardOfThrough;
        }
      }),
  ACK_WAITS_FOR_EXECUTION(
      Fault.NONE,
      ProtocolPromise.OUTPUTS_ARE_HELD_NO_LONGER_THAN_NEEDED,
      new Rules() {
        @Override
        public long acknowledges(long receivedThrough, long replayedThrough, long heardOfThrough) {
          return replayedThrough;
        }
      }),
  OLD_GENERATION_ACCEPTED(
      Fault.CUT,
      ProtocolPromise.OUTPUT_RULE,
      new Rules() {
        @Override
        public @Nullable IgnoreReason refuses(Header header, Identity identity) {
          return PAPER.refuses(
              new Header(identity.generation(), header.from(), header.to(), header.sequence()),
              identity);
        }
      }),
  OTHER_SENDER_ACCEPTED(
      Fault.NONE,
      ProtocolPromise.NO_FAILOVER_WITHOUT_A_FAULT,
      new Rules() {
        @Override
        public @Nullable IgnoreReason refuses(Header header, Identity identity) {
          IgnoreReason reason = PAPER.refuses(header, identity);
          return reason == IgnoreReason.OTHER_SENDER ? null : reason;
        }
      }),
  OTHER_RECEIVER_ACCEPTED(
      Fault.NONE,
      ProtocolPromise.ONLY_THE_PRIMARY_ENTRIES_ARE_REPLAYED,
      new Rules() {
        @Override
        public @Nullable IgnoreReason refuses(Header header, Identity identity) {
          IgnoreReason reason = PAPER.refuses(header, identity);
          return reason == IgnoreReason.OTHER_RECEIVER ? null : reason;
        }
      }),
  INBOX_BEFORE_SILENCE(
      Fault.PAUSE,
      ProtocolPromise.DETECTION_FIRST,
      new Rules() {
        @Override
        public boolean judgesSilenceBefore(Event event) {
          return event instanceof Event.Tick;
        }
      }),
  NO_DETECTION(
      Fault.CRASH,
      ProtocolPromise.SOMEBODY_IS_LIVE,
      new Rules() {
        @Override
        public long detectionAfterNs(ProtocolConfig config) {
          return FaultSchedule.NEVER;
        }
      }),
  HASTY_DETECTION(
      Fault.NONE,
      ProtocolPromise.NO_FAILOVER_WITHOUT_A_FAULT,
      new Rules() {
        @Override
        public long detectionAfterNs(ProtocolConfig config) {
          return config.heartbeatIntervalNs();
        }
      }),
  ONLY_HEARTBEATS_COUNT(
      Fault.NONE,
      ProtocolPromise.NO_FAILOVER_WITHOUT_A_FAULT,
      new Rules() {
        @Override
        public boolean signOfLife(ChannelFrame frame, long highestSequenceHeard) {
          return frame.kind() == Kind.HEARTBEAT;
        }
      }),
  ECHOES_COUNT_AS_LIFE(
      Fault.CRASH,
      ProtocolPromise.A_CRASH_IS_DETECTED_IN_TIME,
      new Rules() {
        @Override
        public boolean signOfLife(ChannelFrame frame, long highestSequenceHeard) {
          return true;
        }
      }),
  NO_HEARTBEATS(
      Fault.NONE,
      ProtocolPromise.NO_FAILOVER_WITHOUT_A_FAULT,
      new Rules() {
        @Override
        public long heartbeatAfterNs(ProtocolConfig config) {
          return FaultSchedule.NEVER;
        }
      }),
  DISK_NOT_ASKED(
      Fault.CRASH,
      ProtocolPromise.ONLY_THE_DISK_CHOICE_GOES_ON_ALONE,
      new Rules() {
        @Override
        public boolean asksTheDisk(boolean primary) {
          return false;
        }
      }),
  LOSER_GOES_ON(
      Fault.CUT,
      ProtocolPromise.ONLY_WHO_IS_LIVE_ANNOUNCES,
      new Rules() {
        @Override
        public @Nullable HaltReason mustHalt(TestAndSetAnswer answer) {
          return null;
        }
      }),
  ISOLATED_HOST_ASKS_FIRST(
      Fault.ISOLATION,
      ProtocolPromise.AN_ISOLATED_HOST_LETS_ITS_PEER_GO_ON,
      new Rules() {
        @Override
        public long isolationWaitNs(boolean serviceLinksUp, ProtocolConfig config) {
          return 0;
        }
      }),
  UNREACHABLE_PRIMARY_STAYS(
      Fault.UNREACHABLE,
      ProtocolPromise.AN_UNREACHABLE_PRIMARY_STEPS_ASIDE,
      new Rules() {
        @Override
        public long stepsAsideAfterNs(ProtocolConfig config) {
          return TinyWorld.END_NS;
        }
      }),
  SPEAKS_WHILE_ARBITRATING(
      Fault.MUTE,
      ProtocolPromise.SILENCE_WHILE_ARBITRATING,
      new Rules() {
        @Override
        public boolean speaksWhileArbitrating() {
          return true;
        }
      }),
  RETURNS_WHEN_HEARD_AGAIN(
      Fault.PAUSE,
      ProtocolPromise.SILENCE_WHILE_ARBITRATING,
      new Rules() {
        @Override
        public boolean returnsToFaultTolerance() {
          return true;
        }
      }),
  LIVE_WITHOUT_DRAINING(
      Fault.CRASH,
      ProtocolPromise.ALL_THAT_WAS_ACKNOWLEDGED_IS_REPLAYED,
      new Rules() {
        @Override
        public boolean drained(long replayedThrough, long receivedThrough) {
          return true;
        }
      }),
  SAME_TENURE_FOR_BOTH(
      Fault.CUT,
      ProtocolPromise.THE_SURVIVOR_ANNOUNCEMENT_WINS,
      new Rules() {
        @Override
        public long tenure(long generation, boolean arbitrated) {
          return generation;
        }
      }),
  WINNER_KEEPS_THE_ADDRESS_TO_ITSELF(
      Fault.CRASH,
      ProtocolPromise.THE_SURVIVOR_ANNOUNCEMENT_WINS,
      new Rules() {
        @Override
        public boolean announcesOnWinning() {
          return false;
        }
      }),
  ANNOUNCED_ONCE(
      Fault.NONE,
      ProtocolPromise.ANNOUNCEMENTS_ARE_REPEATED,
      new Rules() {
        @Override
        public boolean announcesAgain() {
          return false;
        }
      }),
  LAST_OUTPUTS_ABANDONED(
      Fault.CRASH,
      ProtocolPromise.LAST_OUTPUTS_LEAVE,
      new Rules() {
        @Override
        public boolean arbitratesAfterFinal(boolean toldFinished) {
          return false;
        }
      }),
  FINISHED_AND_NOT_TOLD(
      Fault.NONE,
      ProtocolPromise.NO_FAILOVER_WITHOUT_A_FAULT,
      new Rules() {
        @Override
        public boolean tellsFinished() {
          return false;
        }
      }),
  DIVERGED_BACKUP_GOES_ON(
      Fault.DIVERGENCE,
      ProtocolPromise.A_DIVERGED_BACKUP_IS_SILENT,
      new Rules() {
        @Override
        public boolean haltsOnDivergence() {
          return false;
        }
      }),
  DIVERGENCE_KEPT_QUIET(
      Fault.DIVERGENCE,
      ProtocolPromise.A_DIVERGENCE_IS_REPORTED,
      new Rules() {
        @Override
        public boolean reportsDivergence() {
          return false;
        }
      });

  private final Fault fault;
  private final ProtocolPromise breaks;
  private final Rules rules;

  PlantedBug(Fault fault, ProtocolPromise breaks, Rules rules) {
    this.fault = fault;
    this.breaks = breaks;
    this.rules = rules;
  }

  /** The fault under which the bug shows. */
  Fault fault() {
    return fault;
  }

  ProtocolPromise breaks() {
    return breaks;
  }

  Rules rules() {
    return rules;
  }
}
