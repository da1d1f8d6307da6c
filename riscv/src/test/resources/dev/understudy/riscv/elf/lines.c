/* For the tests of the reader. Built with
   riscv64-unknown-elf-gcc -march=rv64im -mabi=lp64 -mcmodel=medany -O1 -g -ffreestanding -nostdlib -static
   -Wl,-Ttext=0x10000 -ffile-prefix-map=$PWD=. lines.c -o lines.elf
   riscv64-unknown-elf-objcopy -R .debug_info -R .debug_abbrev -R .debug_str -R .debug_aranges
   -R .debug_frame -R .debug_loclists -R .debug_rnglists -R .comment lines.elf -o lines.elf */
static void put(char c) {
  __asm__ volatile(".insn i 0x0b, 1, x0, %0, 0x10" ::"r"((long)c));
}

int counter = 5;

__attribute__((noinline)) void countdown(void) {
  while (counter > 0) {
    put('0' + counter);
    counter--;
  }
}

char stack[256];

void main(void) {
  countdown();
  put('\n');
  __asm__ volatile(".insn i 0x0b, 1, x0, x0, 0x60");
  for (;;) {
  }
}

__attribute__((naked)) void _start(void) {
  __asm__ volatile("la sp, stack + 256\n j main");
}
