package dev.understudy.cli.command;

import dev.understudy.cli.debug.SourceText;
import dev.understudy.cli.io.InputFile;
import dev.understudy.cli.io.Json;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.vm.image.ImageFile;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.SourceLine;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the page's engine to open what the arguments describe; docs/use/EXPLORER.md has the keys.
 */
final class ExploreRequest {
  private static final int RECORDING_MAX_BYTES = 256 << 20;

  private ExploreRequest() {}

  /** The request in JSON; empty if the arguments name nothing. */
  static Optional<String> of(String command, RunOptions options) {
    if (options.program == null && options.scenario == null) {
      return Optional.empty();
    }
    boolean recorded = options.program != null && DebugTarget.isRecording(options.program);
    return Optional.of(
        Json.line(
            recorded
                ? ofRecording(String.valueOf(options.program))
                : ofRun(options, RequestedRun.of(command, options))));
  }

  private static Map<String, @Nullable Object> ofRun(RunOptions options, RequestedRun run) {
    Image image = run.guest().image();
    String program = run.guest().file().map(Object::toString).orElse(run.guest().name());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("op", "open");
    json.put("program", run.guest().name());
    json.put("image", Base64.getEncoder().encodeToString(ImageFile.encode(image)));
    json.put("scenario", run.scenario().toTomlInFull());
    json.put("solo", options.solo);
    json.put("verify", options.verify);
    json.put("mutant", options.mutant == null ? null : options.mutant.name());
    json.put("arguments", run.again().arguments());
    json.put("faultless", RequestedRun.faultless(options, run.scenario().seed()).arguments());
    json.put("sources", sources(SourceFiles.of(program, image), image));
    return json;
  }

  private static Map<String, @Nullable Object> ofRecording(String file) {
    Recording recording = RecordFile.read(file, true);
    byte[] bytes = InputFile.bytes(file, RECORDING_MAX_BYTES, RecordFile.EXPECTED);
    String program = recording.scenario().program();
    Image image = recording.image();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("op", "open");
    json.put("recording", Base64.getEncoder().encodeToString(bytes));
    json.put("sources", sources(SourceFiles.of(program, image), image));
    return json;
  }

  /** The text of each file that the guest was assembled from, as far as it is at hand. */
  private static Map<String, String> sources(SourceText source, Image image) {
    Map<String, String> texts = new LinkedHashMap<>();
    image.sourceLines().values().stream()
        .map(SourceLine::file)
        .distinct()
        .forEach(file -> texts.put(file, text(source, file)));
    return texts;
  }

  private static String text(SourceText source, String file) {
    return Stream.iterate(1, line -> line + 1)
        .map(line -> source.of(new SourceLine(file, line)))
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream)
        .collect(Collectors.joining("\n"));
  }
}
