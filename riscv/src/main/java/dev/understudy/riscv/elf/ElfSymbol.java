package dev.understudy.riscv.elf;

/** A name for an address. */
public record ElfSymbol(String name, int address) {}
