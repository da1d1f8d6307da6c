package dev.understudy.experiment.report;

/**
 * The command that shows a run again.
 *
 * @param launcher how Understudy is started from where the reader stands
 * @param arguments what decides the run, for a shell
 */
public record AgainCommand(String launcher, String arguments) {

  /** How it is started by a reader of the project's own folder. */
  public static final String IN_THE_PROJECT = "./understudy";

  /** Runs it again, from where the reader stands. */
  public String run() {
    return launcher + " run " + arguments;
  }

  /** Opens it in the debugger, from where the reader stands. */
  public String debug() {
    return launcher + " debug " + arguments;
  }

  /** Runs it again, whatever Understudy is started by: for programs. */
  public String portable() {
    return "understudy run " + arguments;
  }
}
