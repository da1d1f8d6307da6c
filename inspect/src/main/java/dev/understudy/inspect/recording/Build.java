package dev.understudy.inspect.recording;

/**
 * The build of Understudy that recorded. Logs replay under any build that reads the file; the world
 * of a run is certain to come out the same only under the same one.
 *
 * @param version as people name it
 * @param identity of the classes that a run depends on; empty if it is not known
 */
public record Build(String version, String identity) {

  /** Whether a run of this build is a run of the other one. */
  public boolean isSame(Build other) {
    return !identity.isEmpty() && identity.equals(other.identity);
  }

  public String text() {
    return identity.isEmpty() ? version : version + " (build " + identity + ")";
  }
}
