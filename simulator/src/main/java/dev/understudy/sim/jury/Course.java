package dev.understudy.sim.jury;

import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.NoteListener;
import dev.understudy.hypervisor.device.Effect.Ended;

/** What happened to the hosts, in order, without when: what makes two runs the same outcome. */
final class Course {
  private final Cast cast;
  private String text;
  private int turns;

  Course(Cast cast) {
    this(cast, "", 0);
  }

  private Course(Cast cast, String text, int turns) {
    this.cast = cast;
    this.text = text;
    this.turns = turns;
  }

  Course fork(Cast forked) {
    return new Course(forked, text, turns);
  }

  void noted(int host, Note note) {
    note.match(
        new NoteListener() {
          @Override
          public Boolean stateChanged(Note.StateChanged changed) {
            turns++;
            return changed.to().arbitrating() && add(host, "asks");
          }

          @Override
          public Boolean halted(Note.Halted halted) {
            turns++;
            return add(host, "halts (" + halted.reason().meaning() + ")");
          }

          @Override
          public Boolean diverged(Note.Diverged diverged) {
            return add(host, "diverges");
          }
        });
  }

  /** Two hosts are a pair now. */
  void paired(int leader, int backup) {
    turns++;
    add(cast.name(leader) + " has " + cast.name(backup) + " as its backup");
  }

  /** A fault struck or healed. */
  void turned() {
    turns++;
  }

  void wentLive(int host, Note.WentLive live) {
    turns++;
    add(host, "goes live (" + live.resent() + " sent again, " + live.reissued() + " issued again)");
  }

  void ended(Ended how) {
    add("the guest's end is seen (" + how.kind().text() + ")");
  }

  private boolean add(int host, String what) {
    add(cast.name(host) + " " + what);
    return true;
  }

  private void add(String what) {
    text = text.isEmpty() ? what : text + ", " + what;
  }

  String text() {
    return text;
  }

  int turns() {
    return turns;
  }

  void digestInto(StateDigest digest) {
    for (int i = 0; i < text.length(); i++) {
      digest.add(text.charAt(i));
    }
  }
}
