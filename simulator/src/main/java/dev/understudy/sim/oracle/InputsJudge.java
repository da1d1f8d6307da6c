package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.DiskCompleted;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.oracle.RunTrace.Served;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code justified-inputs}: what a host logs as input is what the world offered it, in that order;
 * a completion answers a request under way as the disk did; the guest's clock never goes back.
 */
final class InputsJudge extends Judge {

  /** What the world knows of one host's inputs and the host has not logged yet. */
  private static final class Open {
    final ArrayDeque<Input> offers = new ArrayDeque<>();
    final List<PendingIo> issued = new ArrayList<>();
    final List<Served> answers = new ArrayList<>();

    Open fork() {
      Open copy = new Open();
      copy.offers.addAll(offers);
      copy.issued.addAll(issued);
      copy.answers.addAll(answers);
      return copy;
    }
  }

  private final HostRoster roster;

  /**
   * Whether answers come from outside: those of a disk that belongs to the host are judged by
   * {@link OwnDisksJudge}.
   */
  private final boolean seesAnswers;

  private final List<Open> hosts = new ArrayList<>();
  private long clockNs;

  InputsJudge(JudgeContext context) {
    super(Oracle.JUSTIFIED_INPUTS);
    this.roster = context.roster();
    this.seesAnswers = !context.setup().hasOwnDisks();
    for (int host = 0; host < roster.size(); host++) {
      this.hosts.add(new Open());
    }
  }

  private InputsJudge(InputsJudge other, HostRoster roster) {
    super(other);
    this.roster = roster;
    seesAnswers = other.seesAnswers;
    other.hosts.forEach(open -> hosts.add(open.fork()));
    clockNs = other.clockNs;
  }

  @Override
  InputsJudge fork(Ledger forked) {
    return new InputsJudge(this, forked.roster());
  }

  @Override
  void started() {
    hosts.add(new Open());
  }

  @Override
  void offered(int host, Input input) {
    hosts.get(host).offers.add(input);
  }

  @Override
  void issued(int host, Note.Issued note) {
    hosts.get(host).issued.add(note.io());
  }

  @Override
  void served(long nowNs, DiskRequest request, DiskReply reply) {
    int host = roster.of(request.incarnation());
    if (host >= 0 && !hosts.get(host).issued.isEmpty()) {
      hosts.get(host).answers.add(new Served(nowNs, request, reply));
    }
  }

  @Override
  void logged(Logged entry) {
    Open open = hosts.get(entry.host());
    if (entry.entry() instanceof DiskCompleted done) {
      judged();
      judgeCompletion(open, entry, done);
    } else if (Justification.isOffered(entry.entry())) {
      judged();
      Input offered = open.offers.poll();
      if (offered == null || !Justification.isLoggedAs(offered, entry.entry())) {
        broken(
            entry.atNs(),
            name(entry)
                + " ("
                + entry.entry().describe()
                + ") is not what the world offered "
                + roster.name(entry.host()));
      }
    }
  }

  /**
   * A request for memory that is not there fails without having left its host: the reference
   * machine finds out whether the guest made it.
   */
  private void judgeCompletion(Open open, Logged entry, DiskCompleted done) {
    PendingIo io = take(open.issued, done.requestId());
    if (io == null && done.ok()) {
      broken(entry.atNs(), name(entry) + " completes no request, or one a second time");
    } else if (seesAnswers && io != null && done.ok() && !isAnswered(open.answers, io, done)) {
      broken(entry.atNs(), name(entry) + " completes a request in a way the disk never did");
    }
    if (open.issued.isEmpty()) {
      open.answers.clear();
    }
  }

  private static @Nullable PendingIo take(List<PendingIo> issued, long requestId) {
    for (int i = 0; i < issued.size(); i++) {
      if (issued.get(i).requestId() == requestId) {
        return issued.remove(i);
      }
    }
    return null;
  }

  private static boolean isAnswered(List<Served> answers, PendingIo io, DiskCompleted done) {
    for (Served answer : answers) {
      if (Justification.answers(answer, io, done.data())) {
        return true;
      }
    }
    return false;
  }

  private static String name(Logged entry) {
    return "entry " + entry.index();
  }

  @Override
  void settled(Logged entry) {
    long logged = Justification.clockOf(entry.entry());
    if (logged >= 0) {
      judged();
      if (logged < clockNs) {
        broken(entry.atNs(), name(entry) + " turns the guest's clock back from " + clockNs + " ns");
      }
      clockNs = logged;
    }
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    digest.add(clockNs);
    for (int host = 0; host < hosts.size(); host++) {
      if (live.test(host)) {
        Open open = hosts.get(host);
        digest.add(open.offers.size());
        open.issued.forEach(io -> digest.add(io.requestId()));
        digest.add(open.answers.size());
        for (Served answer : open.answers) {
          digest.add(answer.atNs());
        }
      }
    }
  }
}
