package dev.understudy.ft.replica;

import java.util.Locale;

/**
 * A note in a few words, with its host as their subject: the only wording, for reports, timelines
 * and diagrams alike. A new kind of note does not compile until it has words and a topic.
 *
 * @param topic what it is about
 * @param name of the kind, by which a user can ask for it
 * @param text the words
 */
public record NoteText(Topic topic, String name, String text) {
  private static final Words WORDS = new Words();

  /** What a note is about. Reports and timelines choose by it. */
  public enum Topic {
    /** An entry of the log was recorded. */
    LOGGED,
    /** An entry of the log was replayed. */
    REPLAYED,
    /** What the host is to its guest and to its peer has changed. */
    HOST,
    /** What the guest sends or asks for goes on, or has to wait. */
    FLOW,
    /**
     * A detail for judges, which another note tells as well or which is of no interest to people.
     */
    DETAIL
  }

  public static NoteText of(Note note) {
    return note.match(WORDS);
  }

  private static final class Words implements Note.Cases<NoteText> {
    @Override
    public NoteText appended(Note.Appended note) {
      return new NoteText(
          Topic.LOGGED,
          note.entry().type().text(),
          "logs entry " + note.index() + ": " + note.entry().type().text());
    }

    @Override
    public NoteText consumed(Note.Consumed note) {
      return new NoteText(Topic.REPLAYED, "replayed", "has replayed entry " + note.index());
    }

    @Override
    public NoteText marked(Note.Marked note) {
      return new NoteText(
          Topic.DETAIL, "state-compared", "has compared its state at entry " + note.index());
    }

    @Override
    public NoteText received(Note.Received note) {
      return new NoteText(
          Topic.DETAIL, "received", "holds the log up to entry " + note.throughIndex());
    }

    @Override
    public NoteText released(Note.Released note) {
      return new NoteText(Topic.FLOW, "released", "lets output " + note.output().index() + " go");
    }

    @Override
    public NoteText stalled(Note.Stalled note) {
      return new NoteText(
          Topic.FLOW,
          "stalled",
          note.still()
              ? "stands still: its log buffer is full"
              : "goes on: its log buffer has room");
    }

    @Override
    public NoteText readsItself(Note.ReadsItself note) {
      return new NoteText(
          Topic.FLOW,
          "reads-itself",
          "reads for itself what its guest has read: request " + note.io().requestId());
    }

    @Override
    public NoteText ownDiskServed(Note.OwnDiskServed note) {
      return new NoteText(
          Topic.FLOW,
          "own-disk-served",
          "its disk serves " + StorageText.of(note.request(), note.reply()));
    }

    @Override
    public NoteText taken(Note.Taken note) {
      return new NoteText(Topic.DETAIL, "input-taken", "gives its guest an input that had to wait");
    }

    @Override
    public NoteText issued(Note.Issued note) {
      return new NoteText(
          Topic.DETAIL, "issued", "its guest issues disk request " + note.io().requestId());
    }

    @Override
    public NoteText followed(Note.Followed note) {
      return new NoteText(
          Topic.DETAIL,
          "followed",
          "its guest issues disk request " + note.io().requestId() + " to its own disk");
    }

    @Override
    public NoteText ownDiskCame(Note.OwnDiskCame note) {
      return new NoteText(Topic.DETAIL, "own-disk-came", "has got the guest's disk");
    }

    @Override
    public NoteText restored(Note.Restored note) {
      return new NoteText(
          Topic.DETAIL, "restored", "holds a checkpoint behind entry " + note.throughIndex());
    }

    @Override
    public NoteText captured(Note.Captured note) {
      return new NoteText(
          Topic.DETAIL, "captured", "has sent the whole guest, behind entry " + note.afterIndex());
    }

    @Override
    public NoteText ignored(Note.Ignored note) {
      return new NoteText(
          Topic.DETAIL,
          "ignored",
          "ignores what it was told: "
              + note.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    @Override
    public NoteText stateChanged(Note.StateChanged note) {
      return new NoteText(
          Topic.HOST,
          note.to().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          "is now: " + note.to().meaning());
    }

    @Override
    public NoteText wentLive(Note.WentLive note) {
      return new NoteText(
          Topic.HOST, "went-live", "goes live behind entry " + note.drainedThrough());
    }

    @Override
    public NoteText halted(Note.Halted note) {
      return new NoteText(Topic.HOST, "halted", "halts: " + note.reason().meaning());
    }

    @Override
    public NoteText diverged(Note.Diverged note) {
      return new NoteText(
          Topic.HOST, "diverged", "differs from its log at " + note.divergence().text());
    }

    @Override
    public NoteText cloneBegan(Note.CloneBegan note) {
      return new NoteText(Topic.HOST, "clone-began", "begins to clone its guest");
    }

    @Override
    public NoteText installed(Note.Installed note) {
      return new NoteText(
          Topic.HOST, "installed", "has the whole guest, behind entry " + note.afterIndex());
    }

    @Override
    public NoteText cloneEnded(Note.CloneEnded note) {
      return new NoteText(Topic.HOST, "clone-ended", "ends the clone: " + note.how().meaning());
    }
  }
}
