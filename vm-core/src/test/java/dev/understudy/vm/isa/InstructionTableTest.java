package dev.understudy.vm.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstructionTableTest {

  @Test
  void noTwoRowsShareAnOpcodeAndNoneHasTheOpcodeOfZeroedMemory() {
    List<Integer> codes = Arrays.stream(Opcode.values()).map(Opcode::code).toList();

    assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code >= 1 && code <= 255);
  }

  @Test
  void rowsAreFoundByTheirCodeAndNothingElseIs() {
    int found = 0;
    for (int code = -1; code <= 256; code++) {
      Optional<Opcode> row = Opcode.ofCode(code);
      found += row.isPresent() ? 1 : 0;
      int expected = code;
      row.ifPresent(opcode -> assertThat(opcode.code()).isEqualTo(expected));
    }

    assertThat(found).isEqualTo(Opcode.values().length);
  }

  @Test
  void rowsWithOneMnemonicDifferInFormatOnly() {
    for (Opcode opcode : Opcode.values()) {
      List<Opcode> rows = Opcode.ofMnemonic(opcode.mnemonic());
      assertThat(rows).contains(opcode);
      assertThat(rows).extracting(Opcode::format).doesNotHaveDuplicates();
      assertThat(rows).extracting(Opcode::kind).containsOnly(opcode.kind());
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachRowHasItsSemanticsMethod(Opcode opcode) throws NoSuchMethodException {
    Method method =
        Semantics.class.getDeclaredMethod(
            opcode.mnemonic(), opcode.shape().methodType().parameterArray());

    assertThat(method.getReturnType()).isEqualTo(opcode.shape().methodType().returnType());
    assertThat(Modifier.isStatic(method.getModifiers())).isTrue();
    assertThat(Modifier.isPublic(method.getModifiers())).isTrue();
  }

  @Test
  void eachPublicSemanticsMethodHasARow() {
    List<String> methods = new ArrayList<>();
    for (Method method : Semantics.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())) {
        methods.add(method.getName());
      }
    }
    TreeSet<String> mnemonics = new TreeSet<>();
    for (Opcode opcode : Opcode.values()) {
      mnemonics.add(opcode.mnemonic());
    }

    assertThat(methods).containsExactlyInAnyOrderElementsOf(mnemonics);
  }

  @ParameterizedTest
  @EnumSource
  void eachRowTakesTheOperandsThatItsKindWorksOn(Opcode opcode) {
    List<OperandFormat> formats =
        switch (opcode.kind()) {
          case NOTHING, STATUS, RETURN, HANDLER_RETURN -> List.of(OperandFormat.NONE);
          case MOVE -> List.of(OperandFormat.RD, OperandFormat.RD_RS, OperandFormat.RD_IMM);
          case COMPUTE, DIVIDE -> List.of(OperandFormat.RD_RS, OperandFormat.RD_IMM);
          case LOAD -> List.of(OperandFormat.LOAD);
          case STORE -> List.of(OperandFormat.STORE);
          case BRANCH -> List.of(OperandFormat.RD_RS_TARGET, OperandFormat.RD_IMM_TARGET);
          case JUMP, CALL -> List.of(OperandFormat.TARGET, OperandFormat.RS);
          case PUSH -> List.of(OperandFormat.RS);
          case POP, CLOCK_READ, ENTROPY_READ -> List.of(OperandFormat.RD);
          case TRAP -> List.of(OperandFormat.IMM);
          case PORT_READ -> List.of(OperandFormat.PORT_TO_REGISTER);
          case PORT_WRITE -> List.of(OperandFormat.REGISTER_TO_PORT);
        };

    assertThat(formats).contains(opcode.format());
  }

  @ParameterizedTest
  @EnumSource
  void aRowSaysHowManyBytesItAccessesExactlyIfItTouchesMemory(Opcode opcode) {
    boolean touches =
        opcode.has(InstructionEffect.READS_MEMORY) || opcode.has(InstructionEffect.WRITES_MEMORY);
    boolean byDelivery = opcode.kind() == Kind.TRAP;

    assertThat(opcode.accessBytes() > 0).isEqualTo(touches && !byDelivery);
  }

  @ParameterizedTest
  @EnumSource
  void documentationIsOneSentenceOfOneLine(Opcode opcode) {
    assertThat(opcode.documentation()).matches("\\S[^\\n]*\\.").hasSizeLessThan(100);
  }

  @Test
  void everyKindFormatAndEffectIsUsed() {
    EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
    EnumSet<OperandFormat> formats = EnumSet.noneOf(OperandFormat.class);
    EnumSet<InstructionEffect> effects = EnumSet.noneOf(InstructionEffect.class);
    for (Opcode opcode : Opcode.values()) {
      kinds.add(opcode.kind());
      formats.add(opcode.format());
      effects.addAll(opcode.effects());
    }

    assertThat(kinds).containsExactly(Kind.values());
    assertThat(formats).containsExactly(OperandFormat.values());
    assertThat(effects).containsExactly(InstructionEffect.values());
  }
}
