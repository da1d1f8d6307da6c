package dev.understudy.ft.replica;

/**
 * A listener that wants some kinds of notes only: it overrides their methods, and the others do
 * nothing.
 *
 * <p>Each method returns whether the listener made use of the note. A class that digests, encodes
 * or words all notes implements {@link Note.Cases} itself, so that it can't miss a new kind.
 */
public interface NoteListener extends Note.Cases<Boolean> {
  @Override
  default Boolean appended(Note.Appended note) {
    return false;
  }

  @Override
  default Boolean consumed(Note.Consumed note) {
    return false;
  }

  @Override
  default Boolean marked(Note.Marked note) {
    return false;
  }

  @Override
  default Boolean taken(Note.Taken note) {
    return false;
  }

  @Override
  default Boolean restored(Note.Restored note) {
    return false;
  }

  @Override
  default Boolean received(Note.Received note) {
    return false;
  }

  @Override
  default Boolean released(Note.Released note) {
    return false;
  }

  @Override
  default Boolean issued(Note.Issued note) {
    return false;
  }

  @Override
  default Boolean followed(Note.Followed note) {
    return false;
  }

  @Override
  default Boolean ownDiskCame(Note.OwnDiskCame note) {
    return false;
  }

  @Override
  default Boolean ownDiskServed(Note.OwnDiskServed note) {
    return false;
  }

  @Override
  default Boolean readsItself(Note.ReadsItself note) {
    return false;
  }

  @Override
  default Boolean stateChanged(Note.StateChanged note) {
    return false;
  }

  @Override
  default Boolean wentLive(Note.WentLive note) {
    return false;
  }

  @Override
  default Boolean captured(Note.Captured note) {
    return false;
  }

  @Override
  default Boolean cloneBegan(Note.CloneBegan note) {
    return false;
  }

  @Override
  default Boolean cloneEnded(Note.CloneEnded note) {
    return false;
  }

  @Override
  default Boolean installed(Note.Installed note) {
    return false;
  }

  @Override
  default Boolean diverged(Note.Diverged note) {
    return false;
  }

  @Override
  default Boolean halted(Note.Halted note) {
    return false;
  }

  @Override
  default Boolean stalled(Note.Stalled note) {
    return false;
  }

  @Override
  default Boolean ignored(Note.Ignored note) {
    return false;
  }
}
