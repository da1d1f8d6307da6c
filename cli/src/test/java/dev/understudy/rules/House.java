package dev.understudy.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parts of the house and the arrows between them: whom each part may know. */
enum House {
  BASE("base", "base"),
  VM("vm-core", "vm", BASE),
  DISK("shared-disk", "disk", BASE),
  HYPERVISOR("hypervisor", "hypervisor", BASE, VM),
  PROTOCOL("ft-protocol", "ft.protocol", BASE),
  REPLICA("ft-protocol", "ft.replica", BASE, PROTOCOL, HYPERVISOR, DISK),
  PROGRAMS("programs", "programs"),
  SIMULATOR("simulator", "sim", BASE, VM, DISK, HYPERVISOR, PROTOCOL, REPLICA, PROGRAMS),
  TESTKIT("testkit", "testkit", BASE, VM, DISK, HYPERVISOR, PROTOCOL, REPLICA, PROGRAMS, SIMULATOR),
  CLI("cli", "cli", BASE, VM, DISK, HYPERVISOR, PROTOCOL, REPLICA, PROGRAMS, SIMULATOR, TESTKIT);

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

  /** The part that a package below {@code root} belongs to. */
  static Optional<House> of(String root, String packageName) {
    return Arrays.stream(values())
        .filter(house -> (packageName + ".").startsWith(root + "." + house.subpackage + "."))
        .findFirst();
  }

  boolean mayKnow(House other) {
    return this == other || mayKnow.contains(other);
  }

  /** Only the command line may touch the host it runs on. */
  boolean isDeterministic() {
    return this != CLI;
  }

  String neighbours() {
    return mayKnow.isEmpty()
        ? "nothing here"
        : String.join(", ", mayKnow.stream().map(house -> house.subpackage).toList());
  }
}
