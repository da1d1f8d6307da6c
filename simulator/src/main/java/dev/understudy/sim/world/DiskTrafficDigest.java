package dev.understudy.sim.world;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.disk.ContentDigest;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;

/** Adds all of what is asked of a disk, and of what it answers. */
final class DiskTrafficDigest
    implements DiskRequest.Cases<StateDigest>, DiskReply.Cases<StateDigest> {
  private final StateDigest digest;

  DiskTrafficDigest(StateDigest digest) {
    this.digest = digest;
  }

  StateDigest add(DiskRequest request) {
    digest.add(request.incarnation());
    return request.match(this);
  }

  StateDigest add(DiskReply reply) {
    digest.add(reply.incarnation());
    return reply.match(this);
  }

  private StateDigest add(long value) {
    digest.add(value);
    return digest;
  }

  private StateDigest add(Bytes data) {
    ContentDigest content = ContentDigest.of(data);
    digest.add(content.high());
    return add(content.low());
  }

  @Override
  public StateDigest read(DiskRequest.Read read) {
    digest.add(1);
    digest.add(read.sequence());
    digest.add(read.firstBlock());
    return add(read.blockCount());
  }

  @Override
  public StateDigest write(DiskRequest.Write write) {
    digest.add(2);
    digest.add(write.sequence());
    digest.add(write.firstBlock());
    return add(write.data());
  }

  @Override
  public StateDigest testAndSet(DiskRequest.TestAndSet asked) {
    digest.add(3);
    digest.add(asked.rival());
    return add(asked.generation());
  }

  @Override
  public StateDigest renew(DiskRequest.Renew asked) {
    digest.add(4);
    digest.add(asked.generation());
    return add(asked.joiner());
  }

  @Override
  public StateDigest readDone(DiskReply.ReadDone done) {
    digest.add(1);
    digest.add(done.sequence());
    return add(done.data());
  }

  @Override
  public StateDigest writeDone(DiskReply.WriteDone done) {
    digest.add(2);
    return add(done.sequence());
  }

  @Override
  public StateDigest refused(DiskReply.Refused refused) {
    digest.add(3);
    digest.add(refused.sequence());
    return add(refused.reason().ordinal());
  }

  @Override
  public StateDigest testAndSetAnswered(DiskReply.TestAndSetAnswered answer) {
    digest.add(4);
    digest.add(answer.generation());
    return add(answer.outcome().ordinal());
  }

  @Override
  public StateDigest renewAnswered(DiskReply.RenewAnswered answer) {
    digest.add(5);
    digest.add(answer.generation());
    digest.add(answer.joiner());
    return add(answer.outcome().ordinal());
  }
}
