package dev.understudy.browser.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.programs.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.extension.spi.resources.ResourcesPolicy;

/** The guest programs go into the engine. */
public final class GuestSources implements ResourcesPolicy {
  private static final String FOLDER = "dev/understudy/programs/";
  private static final String INDEX = "index.txt";

  @Override
  public String[] supplyResources(Collection<? extends String> availableClassNames) {
    List<String> all = new ArrayList<>(List.of(FOLDER + INDEX));
    try (@Nullable InputStream in = Programs.class.getResourceAsStream(INDEX)) {
      if (in == null) {
        throw new IllegalStateException("no list of programs");
      }
      new String(in.readAllBytes(), UTF_8).lines().forEach(name -> all.add(FOLDER + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toArray(String[]::new);
  }
}
