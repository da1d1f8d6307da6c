package dev.understudy.vm.machine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian 8-byte words in byte arrays; no alignment needed. */
final class Words {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  static long get(byte[] bytes, int at) {
    return (long) WORD.get(bytes, at);
  }

  static void set(byte[] bytes, int at, long value) {
    WORD.set(bytes, at, value);
  }
}
