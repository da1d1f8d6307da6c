package dev.understudy.disk;

import dev.understudy.base.Bytes;

/**
 * What the disk answers. A reply repeats what identifies its request, so that a caller can tell a
 * late or repeated one from the one it waits for.
 */
public sealed interface DiskReply {

  /** Whom it is for. */
  long incarnation();

  /** Calls the one of {@code cases} that this reply is. */
  <R> R match(Cases<R> cases);

  /** The answer to a {@link DiskRequest.Io}. */
  sealed interface Io extends DiskReply {
    long sequence();
  }

  /** The blocks as they stood when the request arrived. */
  record ReadDone(long incarnation, long sequence, Bytes data) implements Io {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.readDone(this);
    }

    /** Part of trace hashes. */
    @Override
    public String toString() {
      return "ReadDone[incarnation="
          + (incarnation + ", sequence=" + sequence + ", data=" + data.toBlockText() + "]");
    }
  }

  /** The write has been applied, by this request or by an earlier copy of it. */
  record WriteDone(long incarnation, long sequence) implements Io {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.writeDone(this);
    }
  }

  /** Nothing was read or changed. */
  record Refused(long incarnation, long sequence, DiskRefusal reason) implements Io {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refused(this);
    }
  }

  /** The answer to a {@link DiskRequest.TestAndSet}. */
  record TestAndSetAnswered(long incarnation, long generation, TestAndSetOutcome outcome)
      implements DiskReply {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.testAndSetAnswered(this);
    }
  }

  /** The answer to a {@link DiskRequest.Renew} of {@code generation}. */
  record RenewAnswered(long incarnation, long generation, long joiner, RenewOutcome outcome)
      implements DiskReply {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.renewAnswered(this);
    }
  }

  /** One function for each kind of reply, so that none can be forgotten. */
  interface Cases<R> {
    R readDone(ReadDone reply);

    R writeDone(WriteDone reply);

    R refused(Refused reply);

    R testAndSetAnswered(TestAndSetAnswered reply);

    R renewAnswered(RenewAnswered reply);
  }
}
