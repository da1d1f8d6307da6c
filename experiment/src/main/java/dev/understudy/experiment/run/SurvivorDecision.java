package dev.understudy.experiment.run;

/** The disk named a host as the survivor. */
record SurvivorDecision(long atNs, int winner) {}
