package dev.understudy.hypervisor;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.vm.machine.StateHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decisions of recorder and replayer, each by name. Only one instance is in use, {@link
 * #STANDARD}; the class is open so that a test can break one rule and show that a judge notices.
 */
public class SeamRules {

  /** The rules in force. */
  public static final SeamRules STANDARD = new SeamRules();

  protected SeamRules() {}

  /** The count at which a replayer applies an entry between two instructions. */
  public long appliesAt(Entry logged) {
    return logged.count();
  }

  /** Whether a clock read becomes an entry. */
  public boolean logsClockReads() {
    return true;
  }

  /** Whether an entropy read becomes an entry. */
  public boolean logsEntropyReads() {
    return true;
  }

  /**
   * What a replayer gives for a read that was not logged: there is none under the rules in force.
   */
  public long unloggedRead(long count) {
    throw new IllegalStateException("a read that is not logged, at count " + count);
  }

  /**
   * Called for every entry that a replayer gets, before it is due. The standard rules do nothing
   * then.
   */
  public void arrived(Entry entry, VirtualMachine guest) {}

  /**
   * What a replayer gives its guest for a read whose data are not in the log.
   *
   * @param come what this host has read for itself; null as long as it has not
   * @return null to wait for it
   */
  public @Nullable Bytes readForItself(PendingIo io, @Nullable Bytes come) {
    return come;
  }

  /** Whether a replayer goes on with data of this digest where the primary read others. */
  public boolean readAgrees(int logged, int own) {
    return logged == own;
  }

  /** Whether what the console has gathered goes out before the guest ends. */
  public boolean flushesConsoleAtEnd() {
    return true;
  }

  /** The guest clock that is logged and given to the guest, for what the host says. */
  public long guestClockNs(long lastLoggedNs, long hostClockNs) {
    return Math.max(lastLoggedNs, hostClockNs);
  }

  /**
   * What a recorder logs as the release watermark.
   *
   * @param left index of the last output that has left the host
   * @param made index of the last output that the guest has made
   */
  public long watermark(long left, long made) {
    return left;
  }

  /**
   * What a replica that goes live issues again.
   *
   * @param pending requests without a completion, in the order of issue, with their data as of then
   * @param guest as it stands now
   */
  public List<PendingIo> reissued(List<PendingIo> pending, VirtualMachine guest) {
    return pending;
  }

  /**
   * Where the guest's clock goes on when a replica goes live.
   *
   * @param lastLoggedNs the last value in the log
   * @param elapsedNs the time that has passed since then, as far as this host knows
   * @param hostClockNs this host's own clock
   */
  public long clockAtGoLive(long lastLoggedNs, long elapsedNs, long hostClockNs) {
    return lastLoggedNs + elapsedNs;
  }

  /** The random number that is logged and given to the guest: the next one of its host's source. */
  public long entropy(HostSource host) {
    return host.entropy();
  }

  /** What a recorder hands on to its host of something that the guest has done. */
  public Effect handedOn(Effect effect) {
    return effect;
  }

  /** Whether what an operator has ordered of a guest still holds when a replica goes live. */
  public boolean keepsOrdersAtGoLive() {
    return true;
  }

  /** Whether a guest that an operator has paused stands still. */
  public boolean standsStill(boolean paused) {
    return paused;
  }

  /** Whether the timer is armed anew when a replica goes live. */
  public boolean rearmsTimerAtGoLive() {
    return true;
  }

  /** Whether the last round of a clone has the pages that changed since the one before. */
  public boolean clonesLastPages() {
    return true;
  }

  /** Whether a clone knows of the disk requests that are pending. */
  public boolean clonesPendingIo() {
    return true;
  }

  /** Whether a clone has the devices as they are, rather than new ones. */
  public boolean clonesDevices() {
    return true;
  }

  /**
   * Whether a replayer goes on when the log has {@code logged} and its own check is {@code own}.
   */
  public boolean checkAgrees(int logged, int own) {
    return logged == own;
  }

  /** Whether a replayer goes on when a state mark says {@code logged} and its guest is this. */
  public boolean stateAgrees(StateHash logged, StateHash own) {
    return logged.equals(own);
  }

  /** Whether a replayer goes on after it made an output with this digest. */
  public boolean digestAgrees(int logged, int own) {
    return logged == own;
  }
}
