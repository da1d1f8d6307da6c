package dev.understudy.experiment.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import dev.understudy.disk.DiskRules;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.replica.ReplicationRules;
import dev.understudy.ft.replica.StorageRules;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.net.LinkRules;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.RuleSet;
import dev.understudy.sim.world.Watcher;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every planted bug is caught by the oracle that has to, and the unmodified system by none.
 *
 * <p>{@code -Dunderstudy.worlds=N} tries as many worlds of each campaign without a bug.
 */
class KillMatrixTest {
  private static final int CONTROLS = Integer.getInteger("understudy.worlds", 1);

  /** What was run, by name, and the places without which something would have got away. */
  private static final Set<String> RUN = new ConcurrentSkipListSet<>();

  private static final Set<String> MISSED = new ConcurrentSkipListSet<>();

  private static final List<Class<?>> BOOKS =
      List.of(
          Rules.class,
          SeamRules.class,
          ReplicationRules.class,
          StorageRules.class,
          DiskRules.class,
          LinkRules.class);

  @TestFactory
  Stream<DynamicTest> everyMutantIsKilled() {
    return Mutant.all().stream()
        .map(mutant -> DynamicTest.dynamicTest(mutant.name(), () -> isKilled(mutant)));
  }

  private static void isKilled(Mutant mutant) {
    KillMatrix.Row row = KillMatrix.run(mutant, KillMatrix.WORLDS, 0);
    RUN.add(mutant.name());
    row.caught().map(KillMatrix.Detection::places).ifPresent(KillMatrixTest::note);

    assertThat(row.isKilled()).as("%s is caught by %s", mutant.name(), mutant.oracle()).isTrue();
  }

  /**
   * What the judges catch that look at the world alone: in the first world in which they do, nobody
   * else sees anything.
   */
  @TestFactory
  Stream<DynamicTest> whatNoMachineShowsIsSeenByOneJudge() {
    return Stream.of(
            ClockMutants.ALL,
            TimerMutants.ALL,
            ConsoleMutants.ALL,
            OrderMutants.ALL,
            SpeedMutants.ALL)
        .flatMap(List::stream)
        .map(mutant -> DynamicTest.dynamicTest(mutant.name(), () -> isSeenByOne(mutant)));
  }

  private static void isSeenByOne(Mutant mutant) {
    Outcome outcome =
        IntStream.range(0, KillMatrix.WORLDS)
            .mapToObj(index -> mutant.world(index).run())
            .filter(one -> !one.isKept())
            .findFirst()
            .orElseThrow();

    assertThat(outcome.breaches()).extracting(Breach::oracle).containsOnly(mutant.oracle());
  }

  /** Notes a place without which a bug would have got away in the world that showed it. */
  private static void note(ImmutableSortedSet<String> places) {
    if (places.size() == 1) {
      MISSED.add(places.first());
    }
  }

  @TestFactory
  Stream<DynamicTest> everyForgeryIsNoticedByItsPlaceAlone() {
    return Forgery.all().stream()
        .map(forgery -> DynamicTest.dynamicTest(forgery.name(), () -> isNoticed(forgery)));
  }

  /** What it does not pass on, a judge would take for something that did not happen. */
  @Test
  void aFalseWitnessPassesEverythingOn() {
    Stream<String> told = Arrays.stream(Watcher.class.getDeclaredMethods()).map(Method::getName);
    Stream<String> passed =
        Arrays.stream(FalseWitness.class.getDeclaredMethods()).map(Method::getName);

    assertThat(passed.toList()).containsAll(told.toList());
  }

  private static void isNoticed(Forgery forgery) {
    ImmutableSortedSet<String> places = forgery.places();
    RUN.add(forgery.name());
    note(places);

    assertThat(places).as("what notices that %s", forgery.breaks()).hasSize(1);
    assertThat(places.first()).startsWith(forgery.place() + ":");
  }

  /**
   * Silences each place in turn, without running anything again: where one place alone spoke in a
   * world, silence would have let the bug of that world get away.
   */
  @AfterAll
  static void everyPlaceWouldBeMissed() {
    if (RUN.size() < Mutant.all().size() + Forgery.all().size()) {
      return; // Only some of them were asked for.
    }
    Set<String> places = JudgingPlaces.ofJuries();
    assertThat(places).hasSizeGreaterThan(35);
    TreeSet<String> unmissed = new TreeSet<>(places);
    unmissed.removeAll(MISSED);
    assertThat(unmissed.stream().map(place -> place.substring(0, place.indexOf(':'))))
        .as("places that nobody would miss")
        .containsExactlyElementsOf(SilentPlace.ALL.stream().map(SilentPlace::place).toList());
  }

  @TestFactory
  Stream<DynamicTest> theUnmodifiedSystemIsNeverCaught() {
    return Stream.of(MutantCampaign.values())
        .map(campaign -> DynamicTest.dynamicTest(campaign.label(), () -> isKept(campaign)));
  }

  private static void isKept(MutantCampaign campaign) {
    for (int index = 0; index < CONTROLS; index++) {
      Outcome outcome = KillMatrix.control(campaign, index);
      assertThat(outcome.breaches()).as("%s, world %d", campaign.label(), index).isEmpty();
    }
  }

  @Test
  void whatIsFoundIsMadeSmallAndStillShowsIt() {
    Mutant mutant = Mutant.find("ack-before-receipt").orElseThrow();
    KillMatrix.Detection caught =
        KillMatrix.run(mutant, KillMatrix.WORLDS, KillMatrix.SHRINKING_WORLDS)
            .caught()
            .orElseThrow();
    String toml = caught.minimal().scenario().toToml();
    Scenario read = Scenario.parse("minimal.toml", toml).orThrow();

    assertThat(read.faults()).isEmpty();
    assertThat(read.clients())
        .singleElement()
        .extracting(ClientGroup::requests, InstanceOfAssertFactories.LONG)
        .isLessThan(12);
    Outcome planted = caught.minimal().with(read).run();
    assertThat(planted.breaches()).anyMatch(caught.signature()::isBehind);
    Outcome unmodified = planted.experiment().with(RuleSet.STANDARD).run();
    assertThat(unmodified.breaches()).isEmpty();
  }

  @Test
  void everyRuleIsBrokenByOneOfThemOrNobodyCanTell() {
    TreeSet<String> rules = new TreeSet<>();
    BOOKS.forEach(book -> declared(book).forEach(rules::add));
    TreeSet<String> broken = new TreeSet<>();
    for (Equivalent one : Equivalent.ALL) {
      Stream.of(one.rule().split(", ")).map(rule -> rule.split("[.]")[1]).forEach(broken::add);
    }
    Mutant.all().stream()
        .flatMap(mutant -> books(mutant.rules()))
        .filter(book -> !BOOKS.contains(book))
        .flatMap(KillMatrixTest::declared)
        .filter(rules::contains)
        .forEach(broken::add);

    assertThat(broken).containsExactlyElementsOf(rules);
  }

  private static Stream<Class<?>> books(RuleSet all) {
    return Stream.of(
            all.protocol(), all.seam(), all.replication(), all.storage(), all.disk(), all.link())
        .map(Object::getClass);
  }

  private static Stream<String> declared(Class<?> book) {
    return Arrays.stream(book.getDeclaredMethods())
        .filter(method -> !method.isSynthetic() && !Modifier.isPrivate(method.getModifiers()))
        .map(Method::getName);
  }

  @Test
  void namesAreUnique() {
    assertThat(Mutant.all())
        .extracting(Mutant::name)
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(25);
  }
}
