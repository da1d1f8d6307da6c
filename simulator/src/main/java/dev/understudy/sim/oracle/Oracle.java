package dev.understudy.sim.oracle;

import com.google.common.collect.ImmutableList;

/** One promise, and how to tell from outside whether a run kept it. */
public interface Oracle {

  /** Name as in reports. */
  String name();

  /** The promise, in a sentence. */
  String promise();

  /** Reads what was observed of a run that is over, or has been stopped. */
  Verdict judge(Evidence evidence);

  /** All of them, in the order of reports. */
  static ImmutableList<Oracle> all() {
    return ImmutableList.of(
        new OutputRule(),
        new OutputRequirement(),
        new OneChain(),
        new Lockstep(),
        new DiskContents(),
        new JustifiedInputs(),
        new ClientPromises(),
        new NothingNeedless(),
        new Waiting(),
        new Declaration());
  }

  /** What every oracle says, in order. */
  static ImmutableList<Verdict> judgeAll(Evidence evidence) {
    ImmutableList.Builder<Verdict> verdicts = ImmutableList.builder();
    for (Oracle oracle : all()) {
      verdicts.add(oracle.judge(evidence));
    }
    return verdicts.build();
  }
}
