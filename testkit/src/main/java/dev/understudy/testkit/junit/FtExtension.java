package dev.understudy.testkit.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.scenario.Problem;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.programs.Program;
import dev.understudy.programs.Programs;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.asm.Assembly;
import dev.understudy.vm.machine.Image;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Assembles what {@link FtTest} names and hands it to the test, once for each seed. */
final class FtExtension implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    FtTest wanted = context.getRequiredTestMethod().getAnnotation(FtTest.class);
    Guest guest = guest(wanted, context.getRequiredTestClass()).with(wanted.faults());
    return LongStream.rangeClosed(1, wanted.seeds())
        .mapToObj(seed -> new Invocation(seed, guest.withSeed(seed)));
  }

  private static Guest guest(FtTest wanted, Class<?> test) {
    Optional<Program> shipped = Programs.find(wanted.program());
    Image image =
        shipped.isPresent() ? Experiment.image(wanted.program()) : assemble(wanted.program(), test);
    return new Guest(Experiment.of(image, scenario(wanted, shipped, test)));
  }

  private static Scenario scenario(FtTest wanted, Optional<Program> shipped, Class<?> test) {
    if (!wanted.scenario().isEmpty()) {
      return read(wanted.scenario(), resource(wanted.scenario(), test));
    }
    return shipped
        .map(program -> read(program.name() + ".toml", program.scenario()))
        .orElseGet(() -> Scenario.of(wanted.program()));
  }

  private static Scenario read(String name, String text) {
    Scenario.Parsed parsed = Scenario.parse(name, text);
    return parsed
        .scenario()
        .orElseThrow(() -> wrong(parsed.problems().stream().map(Problem::text).toList()));
  }

  private static Image assemble(String name, Class<?> test) {
    Assembly assembly =
        Assembler.assemble(
            name,
            resource(name, test),
            include -> find(include, test).or(() -> Programs.include(include)));
    return assembly
        .image()
        .orElseThrow(() -> wrong(assembly.diagnostics().stream().map(Object::toString).toList()));
  }

  private static IllegalArgumentException wrong(List<String> lines) {
    return new IllegalArgumentException(String.join("\n", lines));
  }

  private static String resource(String name, Class<?> test) {
    return find(name, test)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + name + "' is no program that ships and no resource beside " + test));
  }

  private static Optional<String> find(String name, Class<?> test) {
    try (InputStream in = test.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One invocation of a test, with one seed. */
  private record Invocation(long seed, Guest guest) implements TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int index) {
      return "seed " + seed;
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(
          new ParameterResolver() {
            @Override
            public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
              return parameter.getParameter().getType() == Guest.class;
            }

            @Override
            public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
              return guest;
            }
          });
    }
  }
}
