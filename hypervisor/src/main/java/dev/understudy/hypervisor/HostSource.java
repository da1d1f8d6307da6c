package dev.understudy.hypervisor;

/** The nondeterminism of a host: the recorder asks for it, the replayer never does. */
public interface HostSource {

  /** This host's guest clock, in ns, when {@code atCount} instructions have retired. */
  long clockNs(long atCount);

  /** 64 random bits. */
  long entropy();
}
