package dev.understudy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.understudy.rules.fixture.family.DispatchesByHand;
import dev.understudy.rules.fixture.family.DispatchesWell;
import dev.understudy.rules.fixture.family.Shape;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A case that is forgotten does not compile: code that has to tell the members of a sealed family
 * apart calls {@code match} with a function for each of them.
 */
class FamiliesTest {

  private static final JavaClasses FIXTURES =
      new ClassFileImporter().importPackagesOf(DispatchesByHand.class);

  /** Families without {@code Cases}, each with the reason why it needs none. */
  private static final Map<String, String> NOT_MATCHED =
      new TreeMap<>(
          Map.of(
              "dev.understudy.hypervisor.log.Entry",
              "Entry.Type has a row for each, and switch expressions over it name them all",
              "dev.understudy.hypervisor.Seam",
              "a recorder and a replayer are used through the interface only",
              "dev.understudy.ft.protocol.FrameCodec$Decoded",
              "a frame or none: what was refused only has to be told from what was accepted",
              "dev.understudy.sim.client.Client",
              "what is asked of one kind only is asked of requests: a script has none",
              "dev.understudy.cli.debug.stop.Expression",
              "each kind works out its own value",
              "dev.understudy.inspect.timetravel.StopCondition",
              "what happens is looked up in an index; the others are matched as OfGuest"));

  static Stream<Class<?>> families() {
    return Families.among(Production.CLASSES).stream();
  }

  @Test
  void noShippedClassDispatchesByHand() {
    List<String> found =
        Production.CLASSES.stream()
            .flatMap(type -> Families.dispatchesByHand(type).stream())
            .toList();

    assertThat(found).isEmpty();
  }

  /** A lambda is compiled to a method of its own, and belongs to the one it stands in. */
  @Test
  void everyMethodOfTheFixtureIsRejected() {
    List<String> found = Families.dispatchesByHand(FIXTURES.get(DispatchesByHand.class));

    assertThat(found).allMatch(line -> line.contains("asks whether a Shape is one of ["));
    assertThat(declaredMethodsOf(DispatchesByHand.class))
        .isNotEmpty()
        .allSatisfy(
            method ->
                assertThat(found).filteredOn(line -> line.contains("." + method + "(")).hasSize(1));
  }

  @Test
  void whatOnlyLooksLikeADispatchIsAllowed() {
    assertThat(Families.dispatchesByHand(FIXTURES.get(DispatchesWell.class))).isEmpty();
  }

  /** What {@code match} does not reach, nobody is made to think of. */
  @ParameterizedTest
  @MethodSource("families")
  void everyFamilyHasAFunctionForEachMember(Class<?> family) {
    String name = family.getName();
    if (NOT_MATCHED.containsKey(name)) {
      assertThat(casesOf(family)).as("%s has Cases and leaves its list", name).isEmpty();
      return;
    }
    if (casesOf(family).isPresent()) {
      assertThat(functionsOf(casesOf(family).orElseThrow())).isEqualTo(functionsWanted(family));
    } else if (Families.isOutermost(family)) {
      assertThat(family.getPermittedSubclasses())
          .as("%s has no Cases, so its members must be families that have", name)
          .allMatch(part -> casesOf(part).isPresent());
    }
  }

  @Test
  void theListsNameFamiliesThatThereAre() {
    assertThat(families().map(Class::getName).toList()).containsAll(NOT_MATCHED.keySet());
  }

  @Test
  void membersOfFamiliesWithinAFamilyAreItsMembers() {
    assertThat(Families.membersOf(Shape.class))
        .containsExactly(Shape.Circle.class, Shape.Ellipse.class, Shape.Square.class);
    assertThat(Families.isOutermost(Shape.Round.class)).isFalse();
  }

  private static List<String> declaredMethodsOf(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(Method::getName)
        .toList();
  }

  private static Optional<Class<?>> casesOf(Class<?> family) {
    return Arrays.stream(family.getDeclaredClasses())
        .filter(nested -> nested.getSimpleName().equals("Cases"))
        .findFirst();
  }

  /** The abstract methods by what they take; {@code yielded} for Yield, which is a keyword. */
  private static Map<String, String> functionsOf(Class<?> cases) {
    Map<String, String> functions = new TreeMap<>();
    for (Method method : cases.getMethods()) {
      assertThat(method.getParameterTypes()).as(method.toString()).hasSize(1);
      assertThat(Modifier.isAbstract(method.getModifiers())).as(method.toString()).isTrue();
      String member = method.getParameterTypes()[0].getName();
      functions.put(member, method.getName().replace("yielded", "yield"));
    }
    return functions;
  }

  private static Map<String, String> functionsWanted(Class<?> family) {
    Map<String, String> functions = new TreeMap<>();
    for (Class<?> member : Families.membersOf(family)) {
      String name = member.getSimpleName();
      functions.put(
          member.getName(), name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
    }
    return functions;
  }

  // ---- what the compiler says of a new member

  private static final String FAMILY =
      """
      sealed interface Animal {
        <R> R match(Cases<R> cases);
        record Cat() implements Animal {
          public <R> R match(Cases<R> cases) { return cases.cat(this); }
        }
        %s
        interface Cases<R> {
          R cat(Cat animal);
          %s
        }
      }
      final class Voices implements Animal.Cases<String> {
        public String cat(Animal.Cat cat) { return "meow"; }
      }
      """;

  private static final String UNMATCHED_DOG = "record Dog() implements Animal {}";
  private static final String DOG =
      """
      record Dog() implements Animal {
        public <R> R match(Cases<R> cases) { return cases.dog(this); }
      }
      """;

  @Test
  void aFamilyWhoseCasesAreCompleteCompiles(@TempDir Path out) throws IOException {
    assertThat(errors(String.format(Locale.ROOT, FAMILY, "", ""), out)).isEmpty();
  }

  @Test
  void aNewMemberWithoutMatchDoesNotCompile(@TempDir Path out) throws IOException {
    assertThat(errors(String.format(Locale.ROOT, FAMILY, UNMATCHED_DOG, ""), out))
        .singleElement()
        .asString()
        .contains("Dog is not abstract and does not override abstract method", "match");
  }

  @Test
  void aNewMemberWithoutAFunctionDoesNotCompile(@TempDir Path out) throws IOException {
    assertThat(errors(String.format(Locale.ROOT, FAMILY, DOG, ""), out))
        .singleElement()
        .asString()
        .contains("cannot find symbol", "dog");
  }

  /** This is the experiment: everything is there but the one class that tells members apart. */
  @Test
  void aDispatchThatForgotTheNewMemberDoesNotCompile(@TempDir Path out) throws IOException {
    assertThat(errors(String.format(Locale.ROOT, FAMILY, DOG, "R dog(Dog animal);"), out))
        .singleElement()
        .asString()
        .contains("Voices is not abstract and does not override abstract method dog");
  }

  private static List<String> errors(String source, Path out) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(found, Locale.ROOT, null)) {
      List<String> options = List.of("-proc:none", "-d", out.toString());
      compiler
          .getTask(new StringWriter(), files, found, options, null, List.of(inMemory(source)))
          .call();
    }
    return found.getDiagnostics().stream()
        .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
        .map(one -> one.getMessage(Locale.ROOT))
        .toList();
  }

  private static JavaFileObject inMemory(String source) {
    return new SimpleJavaFileObject(
        URI.create("string:///Animal.java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }
}
