package dev.understudy.browser.build;

import dev.understudy.browser.jdk.ByteViews;
import dev.understudy.browser.jdk.JdkMethods;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NullConstantInstruction;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Leads calls of methods that TeaVM's library lacks to {@link JdkMethods}, and what is read and
 * written through views of byte arrays to {@link ByteViews}.
 */
public final class JdkCalls implements TeaVMPlugin, ClassHolderTransformer {
  private static final String BYTE_VIEW = "java.lang.invoke.VarHandle";

  /**
   * A view is nothing there: how wide it is, each access tells by its own type. And only code that
   * makes classes asks for the type of a method.
   */
  private static final List<String> LEFT_OUT =
      List.of(
          "java.lang.invoke.MethodHandles.byteArrayViewVarHandle",
          "java.lang.invoke.MethodType.methodType");

  /** Methods by owner and descriptor, and the static ones in their place. */
  private static final Map<String, String> METHODS =
      Map.of(
          "java.lang.String.lines()Ljava/util/stream/Stream;",
          "lines",
          "java.lang.Math.multiplyHigh(JJ)J",
          "multiplyHigh",
          "java.util.Collections.unmodifiableSortedMap(Ljava/util/SortedMap;)Ljava/util/SortedMap;",
          "unmodifiableSortedMap",
          "java.util.Collections.unmodifiableNavigableMap(Ljava/util/NavigableMap;)"
              + "Ljava/util/NavigableMap;",
          "unmodifiableNavigableMap",
          "java.io.ByteArrayOutputStream.writeBytes([B)V",
          "writeBytes",
          "java.lang.Character.toString(I)Ljava/lang/String;",
          "textOf");

  @Override
  public void install(TeaVMHost host) {
    host.add(this);
  }

  @Override
  public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
    if (type.getName().startsWith("java.") || type.getName().startsWith("org.teavm.")) {
      return;
    }
    for (MethodHolder method : type.getMethods()) {
      if (method.getProgram() != null) {
        for (BasicBlock block : method.getProgram().getBasicBlocks()) {
          for (Instruction instruction : block) {
            if (instruction instanceof InvokeInstruction call) {
              lead(call);
            }
          }
        }
      }
    }
  }

  private static void lead(InvokeInstruction call) {
    MethodReference method = call.getMethod();
    if (method.getClassName().equals(BYTE_VIEW)) {
      leadToView(call);
    } else if (LEFT_OUT.contains(method.getClassName() + "." + method.getName())) {
      leaveOut(call);
    } else {
      @Nullable String to = METHODS.get(method.getClassName() + "." + method.getDescriptor());
      if (to != null) {
        leadToStatic(call, to);
      }
    }
  }

  private static void leaveOut(InvokeInstruction call) {
    NullConstantInstruction nothing = new NullConstantInstruction();
    nothing.setReceiver(call.getReceiver());
    nothing.setLocation(call.getLocation());
    call.replace(nothing);
  }

  private static void leadToView(InvokeInstruction call) {
    MethodDescriptor access = call.getMethod().getDescriptor();
    ValueType value = access.getSignature()[2]; // of get its result, of set its last argument
    String width = value == ValueType.LONG ? "Long" : value == ValueType.INTEGER ? "Int" : "Short";
    call.setInstance(null);
    call.setType(InvocationType.SPECIAL);
    call.setMethod(
        new MethodReference(
            ByteViews.class.getName(),
            new MethodDescriptor(access.getName() + width, access.getSignature())));
  }

  /** The instance, if there is one, becomes the first argument. */
  private static void leadToStatic(InvokeInstruction call, String to) {
    MethodReference method = call.getMethod();
    List<ValueType> signature = new ArrayList<>();
    List<Variable> arguments = new ArrayList<>();
    if (call.getInstance() != null) {
      signature.add(ValueType.object(method.getClassName()));
      arguments.add(call.getInstance());
    }
    signature.addAll(List.of(method.getDescriptor().getSignature()));
    arguments.addAll(call.getArguments());
    call.setInstance(null);
    call.setType(InvocationType.SPECIAL);
    call.setArguments(arguments.toArray(Variable[]::new));
    call.setMethod(
        new MethodReference(
            JdkMethods.class.getName(),
            new MethodDescriptor(to, signature.toArray(ValueType[]::new))));
  }
}
