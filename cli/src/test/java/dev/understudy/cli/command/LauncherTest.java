package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.vm.machine.Interpreter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a project of its own, whose Maven is a script that puts a jar where Maven would.
 */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "understudy");
  private static final String CLEAR_LINE = "\r\u001b[K";

  /** A line of -XX:+PrintCompilation: time, number, marks (% for a loop that runs), level 4. */
  private static final String COMPILED_BY_C2 = " *\\d+ +\\d+ [%sbn! ]* 4 .*";

  @TempDir private Path root = Path.of("");

  @BeforeEach
  void aProject() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the launcher needs bash");
    script(root.resolve("understudy"), Files.readString(LAUNCHER));
    Files.createDirectories(root.resolve("cli"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    script(
        root.resolve("bin/mvn"),
        """
        #!/bin/bash
        printf '[INFO] Scanning for projects...\\n[INFO] Building Understudy: base 1.0   [1/2]\\n'
        [[ -f broken ]] && printf '[ERROR] base/X.java:[1,10] expected }\\n[ERROR] \\n' && exit 1
        printf '[INFO] Building Understudy: command line 1.0   [2/2]\\n'
        printf '%s\\n' "$*" >>maven-calls
        module=cli jar=understudy
        [[ $* == *-Dexplorer* ]] && module=browser jar=browser-1.0
        mkdir -p $module/target/quickly && cp the.jar $module/target/quickly/$jar.jar
        """);
    Files.createFile(root.resolve("the.jar"));
  }

  /** Nothing needs to be built: there is a jar that leads to all classes of this test. */
  private void isBuilt() throws IOException {
    Path folder = Files.createDirectories(root.resolve("cli/target/launcher"));
    jarOfThisClassPath(folder.resolve("understudy.jar"));
    Files.createFile(folder.resolve("built"));
  }

  /** What is in an archive of a JVM that ran our methods, it may never compile again. */
  @Test
  void theArchiveIsMadeFromAListOfClassesByAJvmThatRunsNoneOfThem() throws Exception {
    aJvmThatWritesDownItsArguments();

    Result first = launcher("--version");
    List<String> calls = Files.readAllLines(root.resolve("calls"));

    assertThat(first.code()).isZero();
    assertThat(first.out()).isEqualTo("the program's result\n");
    assertThat(calls).hasSize(3).noneMatch(call -> call.contains("ArchiveClassesAtExit"));
    assertThat(calls.get(0)).contains("-XX:DumpLoadedClassList=", " -jar ", " run bank ");
    assertThat(calls.get(1))
        .contains("-Xshare:dump", "-XX:SharedClassListFile=", " -cp ")
        .doesNotContain(" -jar ", "run bank", "understudy.jsa");
    assertThat(calls.get(2)).contains("launcher/understudy.jsa", "-jar", "--version");
    assertThat(launcherFolder())
        .containsExactly("built", "lock", "understudy.jar", "understudy.jsa");
  }

  /**
   * The launcher's own process, with the JVM that users have. Once its archive kept the interpreter
   * from ever being compiled, in every later process: results were right, and forty times slower.
   */
  @Test
  void theInterpreterIsCompiledInAProcessWithTheArchive() throws Exception {
    assumeTrue(Files.exists(Path.of(System.getProperty("java.home"), "lib/server/classes.jsa")));
    jarOfItsOwn(root.resolve("the.jar"));
    assertThat(launcher("--version").code()).isZero();
    assumeTrue(launcherFolder().contains("understudy.jsa"), "this JVM makes no archives");
    Path classes = root.resolve("classes.log");

    Result run =
        launcher(
            Map.of(
                "UNDERSTUDY_JAVA_OPTS", "-XX:+PrintCompilation -Xlog:class+load:file=" + classes),
            List.of("run", "sort", "--solo", "--engine", "interpreted"));

    assertThat(run.code()).isZero();
    String interpreter = Interpreter.class.getName();
    assertThat(Files.readAllLines(classes))
        .as("a static archive: a dynamic one says 'shared objects file (top)'")
        .anyMatch(line -> line.endsWith(interpreter + " source: shared objects file"))
        .noneMatch(line -> line.endsWith("(top)"));
    assertThat(run.out().lines().filter(line -> line.contains(interpreter + "::execute ")))
        .as("what the JVM says of compiling the interpreter's loop")
        .anyMatch(line -> line.matches(COMPILED_BY_C2));
  }

  @Test
  void whatTheJvmSaysWhileItWritesTheArchiveIsNoResult() throws Exception {
    aJvmThatWritesDownItsArguments();

    Result first = launcher("--version");

    assertThat(first.out()).doesNotContain("dumping");
    assertThat(first.err()).contains("understudy: building ...");
  }

  @Test
  void aJvmWithoutArchivesCostsTimeOnly() throws Exception {
    aJvmThatWritesDownItsArguments();
    Files.createFile(root.resolve("no-archives"));

    Result first = launcher("--version");

    assertThat(first.code()).isZero();
    assertThat(first.out()).isEqualTo("the program's result\n");
    assertThat(first.err()).contains("this JVM made no archive of classes");
    assertThat(launcherFolder()).containsExactly("built", "lock", "understudy.jar");
  }

  @Test
  void aFailedBuildShowsItsErrorsAndEndsWithThree() throws Exception {
    Files.createFile(root.resolve("broken"));

    Result result = launcher("--version");

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines())
        .containsExactly(
            "understudy: building ...",
            "[ERROR] base/X.java:[1,10] expected }",
            "understudy: the build failed, exit code 3; what it said stands above");
  }

  @Test
  void onATerminalABuildSaysWhichModuleItIsAt() throws Exception {
    aJvmThatWritesDownItsArguments();

    assertThat(onATerminal(List.of("--version"), "the program's result"))
        .contains(CLEAR_LINE + "understudy: building base, 1 of 2 ...")
        .contains(CLEAR_LINE + "understudy: building command line, 2 of 2 ...");
  }

  /** It takes a minute or two to build, so nobody waits for it who did not ask. */
  @Test
  void thePageIsBuiltOnceAndForExploreAlone() throws Exception {
    aJvmThatWritesDownItsArguments();
    Files.createDirectories(root.resolve("browser"));

    launcher("--version");
    assertThat(mavenCalls()).hasSize(1).noneMatch(call -> call.contains("explorer"));

    launcher("explore", "bank");
    assertThat(mavenCalls()).hasSize(2);
    assertThat(mavenCalls().get(1)).contains("-Dexplorer", "-pl browser");
    assertThat(Files.readAllLines(root.resolve("calls")))
        .last()
        .asString()
        .contains("-Dunderstudy.explorer=", "browser/target/launcher/explorer.jar", "explore bank");

    launcher("explore", "bank");
    launcher("run", "bank", "--html", "bank.html");
    launcher("run", "bank");
    assertThat(mavenCalls()).as("nothing is newer").hasSize(2);
    assertThat(Files.readAllLines(root.resolve("calls")))
        .last()
        .asString()
        .doesNotContain("understudy.explorer");
  }

  /** A changed page is no reason to build the commands anew, nor the other way round. */
  @Test
  void eachOfTheTwoHasAStampOfItsOwn() throws Exception {
    aJvmThatWritesDownItsArguments();
    launcher("explore", "bank");
    assertThat(mavenCalls()).hasSize(2);

    newer("browser/src/main/page.js");
    launcher("--version");
    assertThat(mavenCalls()).hasSize(2);
    launcher("explore", "bank");
    assertThat(mavenCalls()).hasSize(3).last().asString().contains("-Dexplorer");

    newer("cli/src/main/Command.java");
    launcher("explore", "bank");
    assertThat(mavenCalls()).hasSize(4).last().asString().doesNotContain("-Dexplorer");

    newer("base/src/main/Bytes.java");
    launcher("explore", "bank");
    assertThat(mavenCalls()).hasSize(6);
  }

  private List<String> mavenCalls() throws IOException {
    return Files.readAllLines(root.resolve("maven-calls"));
  }

  /** A source that was edited after everything was built, and before now. */
  private void newer(String file) throws IOException {
    Path edited = root.resolve(file);
    Files.createDirectories(root.resolve(file).resolve("..").normalize());
    Files.writeString(edited, "edited");
    Instant now = Instant.now();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path one : all.toList()) {
        long ago = one.endsWith("built") ? 60 : one.equals(edited) ? 30 : 120;
        Files.setLastModifiedTime(one, FileTime.from(now.minusSeconds(ago)));
      }
    }
  }

  /** The whole way: terminal, launcher, JVM, command. */
  @Test
  void onATerminalALongCommandSaysHowFarItIs() throws Exception {
    isBuilt();
    List<String> fuzz = List.of("fuzz", "hello", "--runs", "3000", "--workers", "1");

    assertThat(onATerminal(fuzz, "/s")).contains(CLEAR_LINE + "fuzz [");
  }

  @Test
  void intoAPipeItSaysNothing() throws Exception {
    isBuilt();

    assertThat(launcher("run", "bank", "--quiet").err()).isEmpty();
  }

  // ---- tools

  private record Result(int code, String out, String err) {}

  private Result launcher(String... arguments) throws IOException, InterruptedException {
    return launcher(Map.of(), List.of(arguments));
  }

  private Result launcher(Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    Path err = root.resolve("stderr");
    Process process = start(List.of(), environment, arguments, err);
    String out = text(process.getInputStream());
    return new Result(process.waitFor(), out, Files.readString(err));
  }

  /** What the terminal shows until this stands there, or the command ends. */
  private String onATerminal(List<String> arguments, String until) throws IOException {
    assumeTrue(isThere("python3"), "a terminal of its own takes python3");
    String spawn = "import pty, sys; pty.spawn(sys.argv[1:])";
    Process process =
        start(List.of("python3", "-c", spawn), Map.of(), arguments, root.resolve("stderr"));
    StringBuilder shown = new StringBuilder();
    try (InputStream in = process.getInputStream()) {
      for (int b = in.read(); b >= 0 && shown.indexOf(until) < 0; b = in.read()) {
        shown.append((char) b);
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return shown.toString();
  }

  private Process start(
      List<String> through, Map<String, String> environment, List<String> arguments, Path err)
      throws IOException {
    List<String> command = new ArrayList<>(through);
    command.add(root.resolve("understudy").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
    Path fake = root.resolve("jvm");
    builder
        .environment()
        .put("JAVA_HOME", Files.exists(fake) ? fake.toString() : System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private static boolean isThere(String program) {
    return Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private void aJvmThatWritesDownItsArguments() throws IOException {
    script(
        root.resolve("jvm/bin/java"),
        """
        #!/bin/bash
        printf '%s\\n' "$*" >>"${0%/jvm/bin/java}/calls"
        case $* in
          *-Xshare:dump*)
            echo dumping
            [[ -f ${0%/jvm/bin/java}/no-archives ]] && exit 1
            for word; do
              [[ $word == -XX:SharedArchiveFile=* ]] && echo archive >"${word#*=}"
            done
            ;;
          *-XX:DumpLoadedClassList=*) echo dumping ;;
          *) echo "the program's result" ;;
        esac
        exit 0
        """);
  }

  private List<String> launcherFolder() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("cli/target/launcher"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void jarOfThisClassPath(Path file) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
    attributes.put(
        Attributes.Name.CLASS_PATH,
        Stream.of(System.getProperty("java.class.path").split(":"))
            .map(part -> Path.of(part).toUri().toString())
            .collect(Collectors.joining(" ")));
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
  }

  /** All classes in one jar, as the build makes it: an archive takes none from folders. */
  private static void jarOfItsOwn(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Main.class.getName());
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      jar.setLevel(Deflater.NO_COMPRESSION);
      Set<String> seen = new HashSet<>(Set.of(JarFile.MANIFEST_NAME));
      for (String part : System.getProperty("java.class.path").split(":", -1)) {
        Path place = Path.of(part);
        if (Files.isDirectory(place)) {
          copy(place, jar, seen);
        } else if (Files.exists(place)) {
          try (FileSystem inside = FileSystems.newFileSystem(place)) {
            copy(inside.getPath("/"), jar, seen);
          }
        }
      }
    }
  }

  private static void copy(Path from, JarOutputStream jar, Set<String> seen) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = from.relativize(file).toString();
      if (seen.add(name) && !name.matches("META-INF/.*[.](SF|RSA|DSA)")) {
        jar.putNextEntry(new JarEntry(name));
        Files.copy(file, jar);
      }
    }
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), UTF_8);
  }
}
