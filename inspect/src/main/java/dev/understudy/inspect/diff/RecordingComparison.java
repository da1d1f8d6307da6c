package dev.understudy.inspect.diff;

import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.inspect.diff.Difference.Value;
import dev.understudy.inspect.diff.LogComparison.FirstDifference;
import dev.understudy.inspect.recording.Playback;
import dev.understudy.inspect.recording.Playback.MachineSetup;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.Recording.Vm;
import dev.understudy.vm.machine.Engine;
import java.util.List;
import java.util.Optional;

/**
 * Two recorded machines: the first entry in which their logs part is found without running them,
 * and they are run only from the last checkpoint before it. Up to there they can't differ: equal
 * guests that are given equal entries are one guest.
 */
public final class RecordingComparison {
  private final MachineSetup first;
  private final MachineSetup second;
  private final LogComparison logs;
  private final GuestSurroundings surroundings;

  private RecordingComparison(MachineSetup first, MachineSetup second) {
    this.first = first;
    this.second = second;
    this.logs = new LogComparison(first.log(), second.log());
    this.surroundings = new GuestSurroundings(first.recording().image());
  }

  /**
   * Where the second machine first differs from the first.
   *
   * @throws Playback.CheckpointException if a file has a checkpoint that is not what it says
   */
  public static Optional<Difference> of(
      Recording first, Vm vm, Recording second, Vm otherVm, Engine engine) {
    MachineSetup one = MachineSetup.of(first, vm, engine, SeamRules.STANDARD);
    MachineSetup other = MachineSetup.of(second, otherVm, engine, SeamRules.STANDARD);
    return new RecordingComparison(one, other).difference();
  }

  private Optional<Difference> difference() {
    if (!first.recording().image().hash().equals(second.recording().image().hash())) {
      Playback boot = Playback.boot(first);
      return Optional.of(
          at(
              boot,
              Playback.boot(second),
              0,
              DivergenceCause.ANOTHER_GUEST,
              "the images have other contents, another entry point or another size of memory"));
    }
    Optional<FirstDifference> parting = logs.parting();
    return parting.isPresent() ? Optional.of(explain(parting.get())) : recorded();
  }

  // ---- the logs part

  private Difference explain(FirstDifference parting) {
    int position = parting.position();
    Playback one = before(first, position);
    Playback other = before(second, position);
    Entry subject = subject(parting);
    long count = subject.count();
    one.runTo(count);
    other.runTo(count);
    String sentence = sentence(parting, subject, one);
    return at(one, other, position, parting.cause(), sentence);
  }

  /** The entry that one of them has and the other has not, or not so, or not there. */
  private Entry subject(FirstDifference parting) {
    Optional<Entry> one = logs.first(parting.position());
    Optional<Entry> other = logs.second(parting.position());
    if (one.isPresent() && other.isPresent()) {
      return switch (parting.cause()) {
        case DUPLICATED, EXTRA -> other.get();
        case SHIFTED -> one.get().count() <= other.get().count() ? one.get() : other.get();
        default -> one.get();
      };
    }
    return one.or(() -> other).orElseThrow();
  }

  private static Playback before(MachineSetup machineSetup, long entries) {
    Playback playback = Playback.near(machineSetup, entries);
    while (playback.entries() < entries && playback.step().isEmpty()) {
      // On to the last entry that both have.
    }
    return playback;
  }

  private String sentence(FirstDifference parting, Entry subject, Playback at) {
    int index = parting.position() + 1;
    String where = " at " + surroundings.place(at.guest().machine().pc());
    String entry = "entry " + index + " (" + subject.type().text() + ")";
    boolean asked = subject.type().position() == Entry.Position.BY_INSTRUCTION;
    return switch (parting.cause()) {
      case MISSING ->
          asked
              ? "the guest comes to "
                  + subject.type().text()
                  + where
                  + "; no entry of the second log covers it: "
                  + entry
                  + " is missing there"
              : entry + " is missing in the second log; it is due" + where;
      case DUPLICATED -> entry + where + " stands twice in the second log";
      case EXTRA -> entry + where + " is in the second log only";
      case SHIFTED ->
          entry
              + " is delivered at another instruction: "
              + logs.first(parting.position()).map(Entry::count).orElse(0L)
              + " in the first log, "
              + logs.second(parting.position()).map(Entry::count).orElse(0L)
              + " in the second";
      case REORDERED -> entry + where + " changed places with a later one";
      case ALTERED -> entry + where + " says something else in the second log";
      default -> "one log ends before " + entry + where;
    };
  }

  // ---- the logs agree

  /** What the files say beside their entries. */
  private Optional<Difference> recorded() {
    for (int i = 0; i < first.log().entries().size(); i++) {
      Recording.Entry one = first.log().entries().get(i);
      Recording.Entry other = second.log().entries().get(i);
      if (one.quickHash() != other.quickHash()) {
        return Optional.of(wrongRegisters(i));
      }
      if (one.atNs() != other.atNs()) {
        String sentence =
            "entry "
                + one.index()
                + " was logged at "
                + one.atNs()
                + " ns in the first recording, at "
                + other.atNs()
                + " ns in the second";
        return Optional.of(
            at(before(first, i + 1), before(second, i + 1), i, DivergenceCause.TIME, sentence));
      }
    }
    return wrongMark();
  }

  private Difference wrongRegisters(int position) {
    Playback one = before(first, position + 1);
    Playback other = before(second, position + 1);
    boolean firstIsRight = one.registersHash() == first.log().entries().get(position).quickHash();
    String sentence =
        "the registers recorded behind entry "
            + (position + 1)
            + " do not follow from the log of the "
            + (firstIsRight ? "second" : "first")
            + " recording";
    return at(one, other, position, DivergenceCause.RECORDED_STATE, sentence);
  }

  private Optional<Difference> wrongMark() {
    List<Recording.Mark> marks = first.log().marks();
    List<Recording.Mark> others = second.log().marks();
    for (int i = 0; i < Math.min(marks.size(), others.size()); i++) {
      if (!marks.get(i).equals(others.get(i))) {
        int position = (int) Math.min(marks.get(i).entry(), others.get(i).entry()) - 1;
        String sentence = "the hashes recorded behind entry " + (position + 1) + " differ";
        return Optional.of(
            at(
                before(first, position + 1),
                before(second, position + 1),
                position,
                DivergenceCause.RECORDED_STATE,
                sentence));
      }
    }
    return Optional.empty();
  }

  // ---- what it looks like there

  private Difference at(
      Playback one, Playback other, int position, DivergenceCause cause, String sentence) {
    long count = one.guest().count();
    int pc = one.guest().machine().pc();
    List<String> code = surroundings.code(one.guest().machine(), pc);
    List<String> path = new Slice(surroundings).path(one.fork(), other.fork());
    return new Difference(
        cause,
        position + 1L,
        count,
        pc,
        sentence,
        position == 0 ? "" : LogComparison.text(position - 1, logs.first(position - 1)),
        LogComparison.text(position, logs.first(position)),
        LogComparison.text(position, logs.second(position)),
        values(one, other, count),
        code,
        path);
  }

  /** Right there, or behind the instruction if it takes that to see anything. */
  private List<Value> values(Playback one, Playback other, long count) {
    List<Value> values = surroundings.values(one.guest(), other.guest());
    if (values.isEmpty()) {
      one.runTo(count + 1);
      other.runTo(count + 1);
      values = surroundings.values(one.guest(), other.guest());
    }
    return values;
  }
}
