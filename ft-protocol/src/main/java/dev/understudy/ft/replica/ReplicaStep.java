package dev.understudy.ft.replica;

/**
 * One step of what comes out of a replica: an {@link Action} for its host to carry out, or a {@link
 * Note} of what happened. One queue holds both, in order: what is noted before an action is known
 * before that action takes effect.
 */
public sealed interface ReplicaStep permits Action, Note {

  /** Calls the one of {@code cases} that this step is. */
  <R> R either(Either<R> cases);

  /** One function for each of the two. */
  interface Either<R> {
    R action(Action action);

    R note(Note note);
  }
}
