package dev.understudy.hypervisor.log;

/** Bytes that are not the next entry of this log. The message says where and why. */
public final class EntryRefusedException extends RuntimeException {

  public EntryRefusedException(String message) {
    super(message);
  }
}
