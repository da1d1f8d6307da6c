package dev.understudy.experiment.run;

/**
 * Why a run shows less than it was made for, though it may have broken nothing.
 *
 * @param text what is missing, a sentence without its full stop
 * @param remedy what would mend it; empty if nothing general does
 */
public record Shortfall(Kind kind, String text, String remedy) {

  /** What sort of thing is missing. */
  public enum Kind {
    /** The guest stopped with a fault, and the scenario does not declare that. */
    GUEST_FAULT("guest-fault"),
    /** The scenario's time was up while clients still had something to ask. */
    ENDED_EARLY("ended-early"),
    /** A fault of the scenario never struck. */
    FAULT_NOT_REACHED("fault-not-reached"),
    /** An operation was not carried out. */
    OPERATION_NOT_DONE("operation-not-done");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Its name for programs. */
    public String label() {
      return label;
    }
  }
}
