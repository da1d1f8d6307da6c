package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.sim.world.RuleSet;
import java.util.List;

/** Bugs in recording, replaying and going live (§2.1, §2.3, §3.4). */
final class HypervisorMutants {
  private static final int BLOCK_BYTES = 512;

  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "clock-not-logged",
              "what rdtsc gave is not logged: the backup makes up its own",
              "lockstep",
              MutantCampaign.CLOCK,
              RuleSet.STANDARD.with(
                  new SeamRules() {
                    @Override
                    public boolean logsClockReads() {
                      return false;
                    }

                    @Override
                    public long unloggedRead(long count) {
                      return count;
                    }
                  })),
          new Mutant(
              "entropy-not-logged",
              "what rdrand gave is not logged: the backup makes up its own",
              "lockstep",
              MutantCampaign.DICE,
              RuleSet.STANDARD.with(
                  new SeamRules() {
                    @Override
                    public boolean logsEntropyReads() {
                      return false;
                    }

                    @Override
                    public long unloggedRead(long count) {
                      return count;
                    }
                  })),
          new Mutant(
              "interrupt-one-late",
              "the backup takes a timer interrupt one instruction later than the primary",
              "lockstep",
              MutantCampaign.THREADS,
              RuleSet.STANDARD.with(
                  new SeamRules() {
                    @Override
                    public long appliesAt(Entry logged) {
                      return logged.count() + (logged.type() == Entry.Type.TIMER_FIRED ? 1 : 0);
                    }
                  })),
          new Mutant(
              "completion-one-late",
              "the backup sees a disk request completed one instruction later than the primary",
              "lockstep",
              MutantCampaign.RACING_IO,
              RuleSet.STANDARD.with(
                  new SeamRules() {
                    @Override
                    public long appliesAt(Entry logged) {
                      return logged.count() + (logged.type() == Entry.Type.DISK_COMPLETED ? 1 : 0);
                    }
                  })),
          new Mutant(
              "dma-before-completion",
              "read data reaches the backup's memory when it arrives, not at its completion",
              "lockstep",
              MutantCampaign.RACING_IO,
              RuleSet.STANDARD.with(new NoBounceBuffers())),
          new Mutant(
              "console-not-flushed",
              "text that waits in the console is lost when the guest ends",
              "output-requirement",
              MutantCampaign.RACING_IO,
              RuleSet.STANDARD.with(
                  new SeamRules() {
                    @Override
                    public boolean flushesConsoleAtEnd() {
                      return false;
                    }
                  })),
          new Mutant(
              "clock-turned-back",
              "a replica that goes live shows its guest the new host's clock as it is",
              "justified-inputs",
              MutantCampaign.CLOCK_BEHIND,
              RuleSet.STANDARD.with(
                  new SeamRules() {
                    @Override
                    public long clockAtGoLive(long lastLoggedNs, long elapsedNs, long hostClockNs) {
                      return hostClockNs;
                    }

                    @Override
                    public long guestClockNs(long lastLoggedNs, long hostClockNs) {
                      return hostClockNs;
                    }
                  })),
          new Mutant(
              "timer-not-rearmed",
              "a timer that was running is forgotten when a backup goes live",
              "ending",
              MutantCampaign.TIMER_CRASH,
              RuleSet.STANDARD.with(
                  new SeamRules() {
                    @Override
                    public boolean rearmsTimerAtGoLive() {
                      return false;
                    }
                  })),
          new Mutant(
              "watermark-ahead",
              "the log says that outputs have left that are still held",
              "output-requirement",
              MutantCampaign.LOST_ACKS,
              RuleSet.STANDARD.with(
                  new SeamRules() {
                    @Override
                    public long watermark(long left, long made) {
                      return made;
                    }
                  })),
          new Mutant(
              "pending-io-forgotten",
              "a backup that goes live does not issue pending disk requests again",
              "ending",
              MutantCampaign.DISK_CRASH,
              RuleSet.STANDARD.with(
                  new SeamRules() {
                    @Override
                    public List<PendingIo> reissued(List<PendingIo> pending, VirtualMachine guest) {
                      return List.of();
                    }
                  })),
          new Mutant(
              "pending-io-with-new-data",
              "a write is issued again with what its memory holds by then",
              "ending",
              MutantCampaign.RACING_IO_CRASH,
              RuleSet.STANDARD.with(
                  new SeamRules() {
                    @Override
                    public List<PendingIo> reissued(List<PendingIo> pending, VirtualMachine guest) {
                      return pending.stream().map(io -> withDataOf(guest, io)).toList();
                    }
                  })));

  private HypervisorMutants() {}

  private static PendingIo withDataOf(VirtualMachine guest, PendingIo io) {
    byte[] now = new byte[io.data().length()];
    guest.machine().read(io.address(), now);
    return new PendingIo(
        io.requestId(),
        io.write(),
        io.block(),
        io.blocks(),
        io.address(),
        io.tag(),
        Bytes.wrap(now));
  }

  /** What the paper's bounce buffers are there against. */
  private static final class NoBounceBuffers extends SeamRules {
    @Override
    public void arrived(Entry entry, VirtualMachine guest) {
      if (entry instanceof DiskCompleted completed && completed.data().length() >= BLOCK_BYTES) {
        for (PendingIo io : guest.devices().disk().pending()) {
          if (io.requestId() == completed.requestId()) {
            guest.machine().write(io.address(), completed.data().toArray());
          }
        }
      }
    }
  }
}
