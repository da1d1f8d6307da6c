package dev.understudy.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.hypervisor.device.DeviceHeader;
import dev.understudy.hypervisor.device.DeviceReference;
import dev.understudy.hypervisor.log.LogFormatPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The generated pages, and the include file of the programs, say what the code says. */
class GeneratedPagesTest {

  private static final String REFRESH =
      "mvn -q -pl hypervisor -am test -Dtest=GeneratedPagesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drefresh";

  private static final Path INCLUDE =
      Path.of("programs", "src", "main", "resources", "dev", "understudy", "programs");

  @Test
  void devicesPageIsFresh() throws IOException {
    assertFresh(Path.of("docs", "reference", "DEVICES.md"), DeviceReference.page());
  }

  @Test
  void includeFileIsFresh() throws IOException {
    assertFresh(INCLUDE.resolve(DeviceReference.INCLUDE_NAME), DeviceReference.include());
  }

  @Test
  void headerOfProgramsInCIsFresh() throws IOException {
    assertFresh(INCLUDE.resolve("c").resolve(DeviceHeader.NAME), DeviceHeader.text());
  }

  @Test
  void logFormatPageIsFresh() throws IOException {
    assertFresh(Path.of("docs", "reference", "LOG_FORMAT.md"), LogFormatPage.markdown());
  }

  /** With {@code -Drefresh} the file is written instead. */
  private static void assertFresh(Path name, String expected) throws IOException {
    Path file = Path.of("..").resolve(name);
    if (System.getProperty("refresh") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(file).as("%s; to write it anew: %s", name, REFRESH).exists();
    assertThat(Files.readString(file))
        .as("%s is stale; to write it anew: %s", name, REFRESH)
        .isEqualTo(expected);
  }
}
