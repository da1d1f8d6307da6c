package dev.understudy.disk;

import dev.understudy.base.Bytes;

/**
 * What a host asks of the disk. Every request names the caller's incarnation: a number that is at
 * least 1 and never used again after the host's reboot.
 *
 * <p>Requests may arrive late, twice and in any order; the disk defines a reply for all of them and
 * throws for none.
 */
public sealed interface DiskRequest {

  /** The caller. */
  long incarnation();

  /** Calls the one of {@code cases} that this request is. */
  <R> R match(Cases<R> cases);

  /**
   * An access to blocks. The sequence numbers of an incarnation start at 1; a retry repeats its
   * number, nothing else may.
   */
  sealed interface Io extends DiskRequest {
    long sequence();

    long firstBlock();
  }

  /** A question for arbitration, which is answered alike however often it is asked. */
  sealed interface Question extends DiskRequest {

    /** Calls the one of {@code cases} that this question is. */
    <R> R match(Question.Cases<R> cases);

    @Override
    default <R> R match(DiskRequest.Cases<R> cases) {
      return match((Question.Cases<R>) cases);
    }

    /** One function for each kind of question, so that none can be forgotten. */
    interface Cases<R> {
      R testAndSet(TestAndSet testAndSet);

      R renew(Renew renew);
    }
  }

  /** Reads {@code blockCount} blocks, 1 to {@link SharedDisk#MAX_BLOCKS_PER_REQUEST}. */
  record Read(long incarnation, long sequence, long firstBlock, long blockCount) implements Io {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.read(this);
    }
  }

  /**
   * Writes {@code data} from {@code firstBlock} on, all of it or none: whole blocks of {@link
   * SharedDisk#BLOCK_BYTES}.
   */
  record Write(long incarnation, long sequence, long firstBlock, Bytes data) implements Io {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.write(this);
    }

    /** Part of trace hashes. */
    @Override
    public String toString() {
      return "Write[incarnation="
          + (incarnation + ", sequence=" + sequence + ", firstBlock=" + firstBlock)
          + (", data=" + data.toBlockText() + "]");
    }
  }

  /**
   * Asks to be the one survivor of a generation (paper §2.3). {@code rival} is the other
   * incarnation of that generation, as the caller knows it.
   */
  record TestAndSet(long incarnation, long rival, long generation) implements Question {
    @Override
    public <R> R match(Question.Cases<R> cases) {
      return cases.testAndSet(this);
    }
  }

  /**
   * Asks for generation {@code generation + 1} with the pair (caller, joiner). By this, redundancy
   * comes back after a failover or moves to another host.
   */
  record Renew(long incarnation, long generation, long joiner) implements Question {
    @Override
    public <R> R match(Question.Cases<R> cases) {
      return cases.renew(this);
    }
  }

  /** One function for each kind of request, so that none can be forgotten. */
  interface Cases<R> extends Question.Cases<R> {
    R read(Read read);

    R write(Write write);
  }
}
