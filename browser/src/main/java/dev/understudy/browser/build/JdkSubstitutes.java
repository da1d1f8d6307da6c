package dev.understudy.browser.build;

import java.util.List;
import org.teavm.extension.spi.substitution.SimpleSubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/** Classes of the JDK that TeaVM's library lacks, and where those are that stand for them. */
public final class JdkSubstitutes extends SimpleSubstitutionPolicy {
  static final String PACKAGE_PREFIX = "dev.understudy.browser.jdk.";

  private static final List<String> CLASSES =
      List.of(
          "java.lang.StackWalker",
          "java.lang.StackWalker$StackFrame",
          "java.lang.invoke.VarHandle",
          "java.security.MessageDigest",
          "java.security.NoSuchAlgorithmException",
          "java.util.HexFormat",
          "java.util.StringJoiner",
          "java.util.zip.CRC32C");

  @Override
  public void contribute(SubstitutionSink sink) {
    sink.selectClasses(CLASSES::contains).packagePrefix(PACKAGE_PREFIX);
  }
}
