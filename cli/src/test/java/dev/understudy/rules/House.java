package dev.understudy.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The parts of the house, a row for each package, and the arrows between them: which others each
 * may know. A row can only name rows above it, so a circle of packages does not compile.
 */
enum House {
  BASE("base", "base"),
  VM_ISA("vm-core", "vm.isa"),
  VM_MACHINE("vm-core", "vm.machine", VM_ISA),
  VM_IMAGE("vm-core", "vm.image", VM_MACHINE),
  VM_ASM("vm-core", "vm.asm", BASE, VM_ISA, VM_MACHINE),
  VM_COMPILED("vm-core", "vm.compiled", VM_ISA, VM_MACHINE),
  VM_RANDOM("vm-core", "vm.random", VM_ISA, VM_MACHINE),
  RISCV_ISA("riscv", "riscv.isa", VM_ISA),
  RISCV_ELF("riscv", "riscv.elf", BASE, VM_MACHINE),
  RISCV_TRANSLATION("riscv", "riscv.translation", BASE, VM_ISA, VM_MACHINE, RISCV_ISA, RISCV_ELF),
  DISK("shared-disk", "disk", BASE),
  HYPERVISOR_LOG("hypervisor", "hypervisor.log", BASE),
  HYPERVISOR_DEVICE("hypervisor", "hypervisor.device", BASE, VM_ISA, VM_MACHINE, HYPERVISOR_LOG),
  HYPERVISOR("hypervisor", "hypervisor", BASE, VM_MACHINE, HYPERVISOR_LOG, HYPERVISOR_DEVICE),
  PROTOCOL("ft-protocol", "ft.protocol", BASE),
  REPLICA(
      "ft-protocol",
      "ft.replica",
      BASE,
      DISK,
      HYPERVISOR_LOG,
      HYPERVISOR_DEVICE,
      HYPERVISOR,
      PROTOCOL),
  PROGRAMS("programs", "programs"),
  SIM_RANDOM("simulator", "sim.random"),
  SIM_TIME("simulator", "sim.time"),
  SIM_NET("simulator", "sim.net", BASE, SIM_RANDOM),
  SIM_CLIENT("simulator", "sim.client", BASE, SIM_RANDOM),
  SIM_WORLD(
      "simulator",
      "sim.world",
      BASE,
      VM_MACHINE,
      DISK,
      HYPERVISOR_LOG,
      HYPERVISOR_DEVICE,
      HYPERVISOR,
      PROTOCOL,
      REPLICA,
      SIM_RANDOM,
      SIM_TIME,
      SIM_NET,
      SIM_CLIENT),
  SIM_ORACLE(
      "simulator",
      "sim.oracle",
      BASE,
      VM_MACHINE,
      DISK,
      HYPERVISOR_LOG,
      HYPERVISOR_DEVICE,
      HYPERVISOR,
      PROTOCOL,
      REPLICA,
      SIM_RANDOM,
      SIM_TIME,
      SIM_NET,
      SIM_CLIENT,
      SIM_WORLD),
  EXPERIMENT_SCENARIO(
      "experiment",
      "experiment.scenario",
      BASE,
      HYPERVISOR_LOG,
      HYPERVISOR_DEVICE,
      HYPERVISOR,
      PROTOCOL,
      REPLICA,
      SIM_RANDOM,
      SIM_TIME,
      SIM_NET,
      SIM_CLIENT,
      SIM_WORLD),
  EXPERIMENT_RUN(
      "experiment",
      "experiment.run",
      BASE,
      VM_MACHINE,
      VM_ASM,
      RISCV_ELF,
      RISCV_TRANSLATION,
      DISK,
      HYPERVISOR_LOG,
      HYPERVISOR_DEVICE,
      HYPERVISOR,
      PROTOCOL,
      REPLICA,
      PROGRAMS,
      SIM_NET,
      SIM_CLIENT,
      SIM_WORLD,
      SIM_ORACLE,
      EXPERIMENT_SCENARIO),
  EXPERIMENT_SWEEP(
      "experiment",
      "experiment.sweep",
      BASE,
      VM_MACHINE,
      PROTOCOL,
      REPLICA,
      SIM_CLIENT,
      SIM_WORLD,
      SIM_ORACLE,
      EXPERIMENT_SCENARIO),
  EXPERIMENT_SHRINK(
      "experiment",
      "experiment.shrink",
      BASE,
      SIM_RANDOM,
      SIM_NET,
      SIM_CLIENT,
      SIM_WORLD,
      SIM_ORACLE,
      EXPERIMENT_SCENARIO,
      EXPERIMENT_RUN),
  EXPERIMENT_FUZZ(
      "experiment",
      "experiment.fuzz",
      VM_MACHINE,
      VM_COMPILED,
      HYPERVISOR_LOG,
      HYPERVISOR_DEVICE,
      PROTOCOL,
      SIM_RANDOM,
      SIM_TIME,
      SIM_NET,
      SIM_CLIENT,
      SIM_WORLD,
      SIM_ORACLE,
      EXPERIMENT_SCENARIO,
      EXPERIMENT_RUN,
      EXPERIMENT_SHRINK),
  EXPERIMENT_MUTANT(
      "experiment",
      "experiment.mutant",
      BASE,
      VM_MACHINE,
      DISK,
      HYPERVISOR_LOG,
      HYPERVISOR_DEVICE,
      HYPERVISOR,
      PROTOCOL,
      REPLICA,
      SIM_RANDOM,
      SIM_TIME,
      SIM_NET,
      SIM_WORLD,
      SIM_ORACLE,
      EXPERIMENT_SCENARIO,
      EXPERIMENT_RUN,
      EXPERIMENT_SHRINK),
  EXPERIMENT_QUESTION(
      "experiment",
      "experiment.question",
      PROTOCOL,
      REPLICA,
      SIM_ORACLE,
      EXPERIMENT_SCENARIO,
      EXPERIMENT_RUN,
      EXPERIMENT_MUTANT),
  EXPERIMENT_REPORT(
      "experiment",
      "experiment.report",
      VM_MACHINE,
      DISK,
      HYPERVISOR_LOG,
      HYPERVISOR_DEVICE,
      HYPERVISOR,
      PROTOCOL,
      REPLICA,
      SIM_NET,
      SIM_CLIENT,
      SIM_WORLD,
      SIM_ORACLE,
      EXPERIMENT_SCENARIO,
      EXPERIMENT_RUN,
      EXPERIMENT_SHRINK),
  INSPECT_RECORDING(
      "inspect",
      "inspect.recording",
      BASE,
      VM_MACHINE,
      VM_IMAGE,
      HYPERVISOR_LOG,
      HYPERVISOR,
      PROTOCOL,
      REPLICA,
      SIM_WORLD,
      EXPERIMENT_SCENARIO,
      EXPERIMENT_RUN),
  INSPECT_TIME_TRAVEL(
      "inspect",
      "inspect.timetravel",
      BASE,
      VM_ISA,
      VM_MACHINE,
      VM_COMPILED,
      DISK,
      HYPERVISOR_LOG,
      HYPERVISOR_DEVICE,
      HYPERVISOR,
      PROTOCOL,
      REPLICA,
      SIM_WORLD,
      INSPECT_RECORDING),
  INSPECT_TIMELINE(
      "inspect",
      "inspect.timeline",
      BASE,
      DISK,
      HYPERVISOR_LOG,
      HYPERVISOR,
      PROTOCOL,
      REPLICA,
      SIM_CLIENT,
      SIM_WORLD,
      SIM_ORACLE,
      EXPERIMENT_RUN),
  INSPECT_DIFF(
      "inspect",
      "inspect.diff",
      VM_ISA,
      VM_MACHINE,
      VM_ASM,
      HYPERVISOR_LOG,
      HYPERVISOR,
      REPLICA,
      SIM_WORLD,
      INSPECT_RECORDING),
  TESTKIT(
      "testkit",
      "testkit.junit",
      VM_MACHINE,
      VM_ASM,
      HYPERVISOR_LOG,
      HYPERVISOR_DEVICE,
      REPLICA,
      PROGRAMS,
      SIM_WORLD,
      SIM_ORACLE,
      EXPERIMENT_SCENARIO,
      EXPERIMENT_RUN,
      EXPERIMENT_FUZZ,
      EXPERIMENT_REPORT),
  CLI_IO("cli", "cli.io", BASE, EXPERIMENT_RUN, EXPERIMENT_REPORT),
  CLI_REPORT(
      "cli",
      "cli.report",
      VM_MACHINE,
      VM_ASM,
      VM_COMPILED,
      REPLICA,
      SIM_WORLD,
      EXPERIMENT_RUN,
      EXPERIMENT_SWEEP,
      EXPERIMENT_FUZZ,
      EXPERIMENT_REPORT,
      CLI_IO),
  CLI_STOP(
      "cli",
      "cli.debug.stop",
      VM_ISA,
      VM_MACHINE,
      HYPERVISOR,
      REPLICA,
      SIM_WORLD,
      INSPECT_TIME_TRAVEL),
  CLI_DEBUG(
      "cli",
      "cli.debug",
      BASE,
      VM_ISA,
      VM_MACHINE,
      VM_ASM,
      DISK,
      HYPERVISOR,
      PROTOCOL,
      REPLICA,
      SIM_NET,
      SIM_CLIENT,
      SIM_WORLD,
      EXPERIMENT_REPORT,
      INSPECT_TIME_TRAVEL,
      CLI_IO,
      CLI_STOP),
  CLI_DAP(
      "cli",
      "cli.debug.dap",
      VM_ISA,
      VM_MACHINE,
      VM_ASM,
      HYPERVISOR,
      PROTOCOL,
      REPLICA,
      SIM_WORLD,
      INSPECT_TIME_TRAVEL,
      CLI_STOP),
  CLI_EXPLORE("cli", "cli.explore", CLI_IO),
  CLI_COMMAND(
      "cli",
      "cli.command",
      VM_MACHINE,
      VM_IMAGE,
      VM_ASM,
      VM_COMPILED,
      RISCV_ELF,
      RISCV_TRANSLATION,
      DISK,
      HYPERVISOR_LOG,
      HYPERVISOR,
      PROTOCOL,
      REPLICA,
      PROGRAMS,
      SIM_WORLD,
      SIM_ORACLE,
      EXPERIMENT_SCENARIO,
      EXPERIMENT_RUN,
      EXPERIMENT_SWEEP,
      EXPERIMENT_SHRINK,
      EXPERIMENT_FUZZ,
      EXPERIMENT_MUTANT,
      EXPERIMENT_QUESTION,
      EXPERIMENT_REPORT,
      INSPECT_RECORDING,
      INSPECT_TIME_TRAVEL,
      INSPECT_TIMELINE,
      INSPECT_DIFF,
      CLI_IO,
      CLI_REPORT,
      CLI_DEBUG,
      CLI_DAP,
      CLI_EXPLORE);

  static final String ROOT = "dev.understudy";

  /** The module's folder. */
  final String folder;

  /** Below the root package. */
  final String subpackage;

  private final List<House> mayKnow;

  House(String folder, String subpackage, House... mayKnow) {
    this.folder = folder;
    this.subpackage = subpackage;
    this.mayKnow = List.of(mayKnow);
  }

  /** The part that a package of exactly this name is. */
  static Optional<House> of(String root, String packageName) {
    return Arrays.stream(values())
        .filter(house -> packageName.equals(root + "." + house.subpackage))
        .findFirst();
  }

  boolean mayKnow(House other) {
    return this == other || mayKnow.contains(other);
  }

  /** Only the command line may touch the host it runs on. */
  boolean isDeterministic() {
    return !folder.equals("cli");
  }

  /** The parts that it may know beside itself. */
  List<House> mayKnow() {
    return mayKnow;
  }

  String neighbours() {
    return mayKnow.isEmpty()
        ? "nothing here"
        : String.join(", ", mayKnow.stream().map(house -> house.subpackage).toList());
  }
}
