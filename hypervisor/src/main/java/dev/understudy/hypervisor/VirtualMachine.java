package dev.understudy.hypervisor;

/** A guest: its machine and its devices. A seam runs it. */
@SuppressWarnings("DoNotCallSuggester")
public final class VirtualMachine {

  public VirtualMachine fork() {
    throw new UnsupportedOperationException();
  }
}
