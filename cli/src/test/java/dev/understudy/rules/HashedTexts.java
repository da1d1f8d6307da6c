package dev.understudy.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Objects that become texts where something is hashed or made a key. How an {@code Optional}, a
 * list or a record prints itself is its library's affair, and a hash of that is another one some
 * day. A concatenation is no call of {@code toString} in a class file, so this reads instructions.
 *
 * <p>Looked at are classes that are called a hash, a digest or a key, methods that add to a digest,
 * and each method that hands something to one, with the lambdas in it.
 */
final class HashedTexts {
  private static final Pattern NAMES = Pattern.compile(".*(Hash|Digest|Key)(\\$.*)?");
  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$[0-9]+");
  private static final Set<String> ADDING = Set.of("digestInto", "visitState");

  /** Who takes what is hashed. */
  private static final Set<String> SINKS =
      Set.of(
          "dev/understudy/base/StateDigest",
          "dev/understudy/disk/ContentDigest",
          "com/google/common/hash/Hasher",
          "com/google/common/hash/HashFunction",
          "java/security/MessageDigest");

  /** Texts of these are their contents. */
  private static final Set<String> TEXTS = Set.of("java/lang/String", "java/lang/StringBuilder");

  private HashedTexts() {}

  /** A line for each object of this class that becomes a text where it should not. */
  static List<String> in(JavaClass type) {
    ClassNode code = read(type);
    TreeMap<String, List<MethodNode>> methods = new TreeMap<>();
    for (MethodNode method : code.methods) {
      Matcher lambda = LAMBDA.matcher(method.name);
      String name = lambda.matches() ? lambda.group(1) : method.name;
      methods.computeIfAbsent(name, unused -> new ArrayList<>()).add(method);
    }
    List<String> found = new ArrayList<>();
    boolean named = NAMES.matcher(code.name).matches();
    methods.forEach(
        (name, bodies) -> {
          boolean hashes =
              named || ADDING.contains(name) || bodies.stream().anyMatch(HashedTexts::feeds);
          if (hashes && !name.equals("toString")) {
            bodies.forEach(body -> textsIn(type.getName() + "." + name, body, found));
          }
        });
    return found;
  }

  private static ClassNode read(JavaClass type) {
    try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      ClassNode code = new ClassNode();
      new ClassReader(in).accept(code, ClassReader.SKIP_DEBUG);
      return code;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean feeds(MethodNode method) {
    for (AbstractInsnNode one : method.instructions) {
      if (one instanceof MethodInsnNode call && SINKS.contains(call.owner)) {
        return true;
      }
    }
    return false;
  }

  private static void textsIn(String where, MethodNode method, List<String> found) {
    for (AbstractInsnNode one : method.instructions) {
      boolean text =
          one instanceof MethodInsnNode call
              ? isText(call.owner, call.name, call.desc)
              : one instanceof InvokeDynamicInsnNode dynamic && isText(dynamic);
      if (text) {
        found.add(where + "() hashes the text of an object, write its fields");
      }
    }
  }

  private static boolean isText(String owner, String name, String descriptor) {
    return switch (name) {
      case "toString" -> !TEXTS.contains(owner);
      case "valueOf", "append", "insert" ->
          TEXTS.contains(owner) && descriptor.contains("Ljava/lang/Object;");
      case "format", "formatted" -> owner.equals("java/lang/String");
      default -> false;
    };
  }

  /** A concatenation of something that is neither a text nor a number, or a method reference. */
  private static boolean isText(InvokeDynamicInsnNode dynamic) {
    if (dynamic.bsm.getOwner().equals("java/lang/invoke/StringConcatFactory")) {
      for (Type argument : Type.getArgumentTypes(dynamic.desc)) {
        boolean object = argument.getSort() == Type.OBJECT || argument.getSort() == Type.ARRAY;
        if (object && !TEXTS.contains(argument.getInternalName())) {
          return true;
        }
      }
      return false;
    }
    for (Object argument : dynamic.bsmArgs) {
      if (argument instanceof Handle handle
          && isText(handle.getOwner(), handle.getName(), handle.getDesc())) {
        return true;
      }
    }
    return false;
  }
}
