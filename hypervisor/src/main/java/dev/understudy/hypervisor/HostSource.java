package dev.understudy.hypervisor;

/** The nondeterminism of a host: asked by the recorder, never by the replayer. */
public interface HostSource {

  /** This host's guest clock, in ns, when {@code atCount} instructions have retired. */
  long clockNs(long atCount);

  /** 64 random bits. */
  long entropy();
}
