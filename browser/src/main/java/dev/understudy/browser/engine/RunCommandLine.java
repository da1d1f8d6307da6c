package dev.understudy.browser.engine;

import dev.understudy.experiment.report.AgainCommand;
import dev.understudy.sim.world.Fault;
import java.util.List;

/**
 * How a terminal is asked for a run.
 *
 * @param arguments all that decides the run
 * @param faultless the arguments without those that are about faults
 */
record RunCommandLine(String arguments, String faultless) {

  AgainCommand again() {
    return new AgainCommand(AgainCommand.IN_THE_PROJECT, arguments);
  }

  /** The line for these faults and no others. */
  RunCommandLine withFaults(List<Fault> faults) {
    StringBuilder line = new StringBuilder(faultless);
    for (Fault fault : faults) {
      line.append(" --fault '").append(fault.text().replace("'", "'\\''")).append("'");
    }
    return new RunCommandLine(line.toString(), faultless);
  }
}
