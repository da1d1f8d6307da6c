package dev.understudy.ft.replica;

import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;
import java.util.Locale;

/** Requests to a disk and its replies in a few words, for reports, timelines and diagrams. */
public final class StorageText {
  private StorageText() {}

  public static String of(Request request) {
    return request.match(
        new Request.Cases<>() {
          @Override
          public String read(Request.Read read) {
            return "read " + read.sequence() + " of block " + read.firstBlock();
          }

          @Override
          public String write(Request.Write write) {
            return "write " + write.sequence() + " of block " + write.firstBlock();
          }

          @Override
          public String testAndSet(Request.TestAndSet ask) {
            return "test-and-set of generation " + ask.generation();
          }

          @Override
          public String renew(Request.Renew renew) {
            return "renewal of generation " + renew.generation();
          }
        });
  }

  /** What a reply says to whoever knows the request. */
  private static String outcome(Reply reply) {
    return reply.match(
        new Reply.Cases<>() {
          @Override
          public String readDone(Reply.ReadDone done) {
            return "done";
          }

          @Override
          public String writeDone(Reply.WriteDone done) {
            return "done";
          }

          @Override
          public String refused(Reply.Refused refused) {
            return "refused: " + words(refused.reason());
          }

          @Override
          public String testAndSetAnswered(Reply.TestAndSetAnswered answer) {
            return words(answer.outcome());
          }

          @Override
          public String renewAnswered(Reply.RenewAnswered answer) {
            return words(answer.outcome());
          }
        });
  }

  /** A request together with its reply. */
  public static String of(Request request, Reply reply) {
    return of(request) + ": " + outcome(reply);
  }

  /** A reply by itself, which says what it answers. */
  public static String of(Reply reply) {
    return answered(reply) + " " + outcome(reply);
  }

  private static String answered(Reply reply) {
    return reply.match(
        new Reply.Cases<>() {
          @Override
          public String readDone(Reply.ReadDone done) {
            return "read " + done.sequence();
          }

          @Override
          public String writeDone(Reply.WriteDone done) {
            return "write " + done.sequence();
          }

          @Override
          public String refused(Reply.Refused refused) {
            return "request " + refused.sequence();
          }

          @Override
          public String testAndSetAnswered(Reply.TestAndSetAnswered answer) {
            return "test-and-set";
          }

          @Override
          public String renewAnswered(Reply.RenewAnswered answer) {
            return "renewal";
          }
        });
  }

  private static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
