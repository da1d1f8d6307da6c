package dev.understudy.ft.replica;

import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import java.util.Locale;

/** Requests to a disk and its replies in a few words, for reports, timelines and diagrams. */
public final class StorageText {
  private StorageText() {}

  public static String of(DiskRequest request) {
    return request.match(
        new DiskRequest.Cases<>() {
          @Override
          public String read(DiskRequest.Read read) {
            return "read " + read.sequence() + " of block " + read.firstBlock();
          }

          @Override
          public String write(DiskRequest.Write write) {
            return "write " + write.sequence() + " of block " + write.firstBlock();
          }

          @Override
          public String testAndSet(DiskRequest.TestAndSet ask) {
            return "test-and-set of generation " + ask.generation();
          }

          @Override
          public String renew(DiskRequest.Renew renew) {
            return "renewal of generation " + renew.generation();
          }
        });
  }

  /** The result that a reply tells, for readers who know the request. */
  private static String outcome(DiskReply reply) {
    return reply.match(
        new DiskReply.Cases<>() {
          @Override
          public String readDone(DiskReply.ReadDone done) {
            return "done";
          }

          @Override
          public String writeDone(DiskReply.WriteDone done) {
            return "done";
          }

          @Override
          public String refused(DiskReply.Refused refused) {
            return "refused: " + words(refused.reason());
          }

          @Override
          public String testAndSetAnswered(DiskReply.TestAndSetAnswered answer) {
            return words(answer.outcome());
          }

          @Override
          public String renewAnswered(DiskReply.RenewAnswered answer) {
            return words(answer.outcome());
          }
        });
  }

  /** A request together with its reply. */
  public static String of(DiskRequest request, DiskReply reply) {
    return of(request) + ": " + outcome(reply);
  }

  /** A reply by itself, in words that name the request it answers. */
  public static String of(DiskReply reply) {
    return answered(reply) + " " + outcome(reply);
  }

  private static String answered(DiskReply reply) {
    return reply.match(
        new DiskReply.Cases<>() {
          @Override
          public String readDone(DiskReply.ReadDone done) {
            return "read " + done.sequence();
          }

          @Override
          public String writeDone(DiskReply.WriteDone done) {
            return "write " + done.sequence();
          }

          @Override
          public String refused(DiskReply.Refused refused) {
            return "request " + refused.sequence();
          }

          @Override
          public String testAndSetAnswered(DiskReply.TestAndSetAnswered answer) {
            return "test-and-set";
          }

          @Override
          public String renewAnswered(DiskReply.RenewAnswered answer) {
            return "renewal";
          }
        });
  }

  private static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
