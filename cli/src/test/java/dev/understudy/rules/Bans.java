package dev.understudy.rules;

import dev.understudy.rules.fixture.AsksTheHost;
import dev.understudy.rules.fixture.BuildsUnorderedCollections;
import dev.understudy.rules.fixture.DrawsRandomNumbers;
import dev.understudy.rules.fixture.HashesIdentities;
import dev.understudy.rules.fixture.KeepsHashTables;
import dev.understudy.rules.fixture.LeavesThePage;
import dev.understudy.rules.fixture.OpensFiles;
import dev.understudy.rules.fixture.ReadsTheClock;
import dev.understudy.rules.fixture.RoundsAsThePlatformDoes;
import dev.understudy.rules.fixture.RunsParallelStreams;
import dev.understudy.rules.fixture.StartsThreads;
import dev.understudy.rules.fixture.TrustsDefaults;
import java.util.List;

/** Every ban. They hold in each part of the house that is deterministic. */
final class Bans {

  static final List<Ban> ALL =
      List.of(
          Ban.of("the wall clock", "the virtual time handed in as an argument", ReadsTheClock.class)
              .types(
                  "java.time.Clock",
                  "java.time.InstantSource",
                  "java.util.Date",
                  "java.util.Calendar",
                  "java.util.GregorianCalendar",
                  "java.util.Timer",
                  "com.google.common.base.Stopwatch")
              .members(
                  "java.lang.System.currentTimeMillis",
                  "java.lang.System.nanoTime",
                  "java.time.Instant.now",
                  "java.time.LocalDate.now",
                  "java.time.LocalDateTime.now",
                  "java.time.LocalTime.now",
                  "java.time.OffsetDateTime.now",
                  "java.time.OffsetTime.now",
                  "java.time.Year.now",
                  "java.time.YearMonth.now",
                  "java.time.MonthDay.now",
                  "java.time.ZonedDateTime.now"),
          Ban.of(
                  "randomness from outside",
                  "the simulator's generator, split from the one seed by name",
                  DrawsRandomNumbers.class)
              .types(
                  "java.util.Random",
                  "java.util.SplittableRandom",
                  "java.util.concurrent.ThreadLocalRandom",
                  "java.security.SecureRandom",
                  "java.util.random.*")
              .members(
                  "java.lang.Math.random",
                  "java.lang.StrictMath.random",
                  "java.util.UUID.randomUUID",
                  "java.util.Collections.shuffle",
                  "com.google.common.hash.Hashing.goodFastHash"),
          Ban.of(
                  "concurrency",
                  "events in the simulator's one queue; what runs side by side belongs in cli",
                  StartsThreads.class)
              .types(
                  "java.lang.Thread",
                  "java.lang.ThreadGroup",
                  "java.lang.ThreadLocal",
                  "java.lang.InheritableThreadLocal",
                  "java.util.concurrent.*",
                  "com.google.common.cache.*",
                  "com.google.common.util.concurrent.*")
              .except("java.util.concurrent.TimeUnit")
              .members(
                  "java.lang.Object.wait",
                  "java.lang.Object.notify",
                  "java.lang.Object.notifyAll",
                  "java.lang.invoke.VarHandle.compareAndSet",
                  "java.lang.invoke.VarHandle.getVolatile",
                  "java.lang.invoke.VarHandle.setVolatile")
              .andSynchronizedMethods(),
          Ban.of(
                  "files and sockets",
                  "bytes or text handed in by cli, or Class.getResourceAsStream for own resources",
                  OpensFiles.class)
              .types(
                  "java.io.File*",
                  "java.io.RandomAccessFile",
                  "java.nio.file.*",
                  "java.nio.channels.*",
                  "java.net.*",
                  "com.google.common.io.Files",
                  "com.google.common.io.MoreFiles"),
          Ban.of(
                  "the host's environment",
                  "an argument handed in, or a returned value that cli prints",
                  AsksTheHost.class)
              .types(
                  "java.io.Console",
                  "java.lang.Process*",
                  "java.lang.Runtime",
                  "java.lang.management.*",
                  "java.lang.ref.*")
              .members(
                  "java.lang.System.console",
                  "java.lang.System.err",
                  "java.lang.System.exit",
                  "java.lang.System.gc",
                  "java.lang.System.getProperties",
                  "java.lang.System.getProperty",
                  "java.lang.System.getenv",
                  "java.lang.System.in",
                  "java.lang.System.lineSeparator",
                  "java.lang.System.out",
                  "java.lang.Boolean.getBoolean",
                  "java.lang.Integer.getInteger",
                  "java.lang.Long.getLong",
                  "java.lang.Throwable.printStackTrace()"),
          Ban.of(
                  "a hash table without an order",
                  "TreeMap/TreeSet, LinkedHashMap/LinkedHashSet, EnumMap/EnumSet or an array",
                  KeepsHashTables.class)
              .types(
                  "java.util.HashMap",
                  "java.util.HashSet",
                  "java.util.Hashtable",
                  "java.util.IdentityHashMap",
                  "java.util.Properties",
                  "java.util.WeakHashMap",
                  "com.google.common.collect.HashBasedTable",
                  "com.google.common.collect.HashBiMap",
                  "com.google.common.collect.HashMultimap",
                  "com.google.common.collect.HashMultiset")
              .members(
                  "com.google.common.collect.Maps.newHashMap",
                  "com.google.common.collect.Maps.newHashMapWithExpectedSize",
                  "com.google.common.collect.MultimapBuilder.hashKeys",
                  "com.google.common.collect.Sets.newHashSet",
                  "com.google.common.collect.Sets.newHashSetWithExpectedSize"),
          Ban.of(
                  "a set or map whose order differs between JVMs",
                  "List.of, EnumSet, EnumMap, Guava's ImmutableSet/ImmutableMap, or a collector"
                      + " with a TreeMap::new / LinkedHashMap::new supplier",
                  BuildsUnorderedCollections.class)
              .members(
                  "java.util.Map.copyOf",
                  "java.util.Map.of",
                  "java.util.Map.ofEntries",
                  "java.util.Set.copyOf",
                  "java.util.Set.of",
                  "java.util.stream.Collectors.groupingBy(Function)",
                  "java.util.stream.Collectors.groupingBy(Function,Collector)",
                  "java.util.stream.Collectors.groupingByConcurrent",
                  "java.util.stream.Collectors.toConcurrentMap",
                  "java.util.stream.Collectors.toMap(Function,Function)",
                  "java.util.stream.Collectors.toMap(Function,Function,BinaryOperator)",
                  "java.util.stream.Collectors.toSet",
                  "java.util.stream.Collectors.toUnmodifiableMap",
                  "java.util.stream.Collectors.toUnmodifiableSet"),
          Ban.of("a parallel stream", "a sequential one", RunsParallelStreams.class)
              .members(
                  "java.util.Collection.parallelStream",
                  "java.util.stream.BaseStream.parallel",
                  "java.util.Arrays.parallelPrefix",
                  "java.util.Arrays.parallelSetAll",
                  "java.util.Arrays.parallelSort"),
          Ban.of(
                  "a hash code that is an identity",
                  "an explicit code or name; for state, the state hash",
                  HashesIdentities.class)
              .members(
                  "java.lang.System.identityHashCode",
                  "java.lang.Object.hashCode",
                  "java.lang.Enum.hashCode"),
          Ban.of(
                  "what the page's engine lacks of the JDK",
                  "what the module browser has for it, or add it there",
                  LeavesThePage.class)
              .types("java.lang.reflect.Proxy", "java.lang.ClassLoader", "java.lang.ref.Cleaner")
              .members(
                  "java.util.HexFormat.formatHex(Appendable,byte[])",
                  "java.util.HexFormat.fromHexDigit",
                  "java.util.HexFormat.fromHexDigits",
                  "java.util.HexFormat.fromHexDigitsToLong",
                  "java.util.HexFormat.isHexDigit",
                  "java.util.HexFormat.ofDelimiter",
                  "java.util.HexFormat.withDelimiter",
                  "java.util.HexFormat.withPrefix",
                  "java.util.HexFormat.withSuffix",
                  "java.util.HexFormat.withUpperCase"),
          Ban.of(
                  "a Math function that a platform may round its own way",
                  "StrictMath",
                  RoundsAsThePlatformDoes.class)
              .members(
                  "java.lang.Math.acos",
                  "java.lang.Math.asin",
                  "java.lang.Math.atan",
                  "java.lang.Math.atan2",
                  "java.lang.Math.cbrt",
                  "java.lang.Math.cos",
                  "java.lang.Math.cosh",
                  "java.lang.Math.exp",
                  "java.lang.Math.expm1",
                  "java.lang.Math.hypot",
                  "java.lang.Math.log",
                  "java.lang.Math.log10",
                  "java.lang.Math.log1p",
                  "java.lang.Math.pow",
                  "java.lang.Math.sin",
                  "java.lang.Math.sinh",
                  "java.lang.Math.tan",
                  "java.lang.Math.tanh"),
          Ban.of(
                  "the default locale, charset or time zone",
                  "the overload that names it: Locale.ROOT, StandardCharsets.UTF_8",
                  TrustsDefaults.class)
              .types("java.text.*")
              .members(
                  "java.io.ByteArrayOutputStream.toString()",
                  "java.io.InputStreamReader.<init>(InputStream)",
                  "java.io.OutputStreamWriter.<init>(OutputStream)",
                  "java.io.PrintStream.<init>(OutputStream)",
                  "java.io.PrintStream.<init>(OutputStream,boolean)",
                  "java.io.PrintStream.format(String,Object[])",
                  "java.io.PrintStream.printf(String,Object[])",
                  "java.io.PrintWriter.<init>(OutputStream)",
                  "java.io.PrintWriter.format(String,Object[])",
                  "java.io.PrintWriter.printf(String,Object[])",
                  "java.lang.String.<init>(byte[])",
                  "java.lang.String.<init>(byte[],int,int)",
                  "java.lang.String.format(String,Object[])",
                  "java.lang.String.formatted",
                  "java.lang.String.getBytes()",
                  "java.lang.String.toLowerCase()",
                  "java.lang.String.toUpperCase()",
                  "java.nio.charset.Charset.defaultCharset",
                  "java.time.ZoneId.systemDefault",
                  "java.util.Formatter.<init>()",
                  "java.util.Formatter.<init>(Appendable)",
                  "java.util.Locale.getDefault",
                  "java.util.Scanner.<init>(InputStream)",
                  "java.util.TimeZone.getDefault"));

  private Bans() {}
}
