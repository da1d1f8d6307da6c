package dev.understudy.riscv.translation;

import dev.understudy.vm.machine.Image;

/**
 * A translated program.
 *
 * @param instructions words of the program that were translated
 * @param unknown how many of them are no instruction of RV64IM: data between functions, or what
 *     faults when it is executed
 * @param translatedInstructions instructions of this machine that they became
 * @param codeAddress where these begin
 * @param tableBytes of the table for jumps to addresses in registers
 */
public record Translation(
    Image image,
    int instructions,
    int unknown,
    int translatedInstructions,
    int codeAddress,
    int tableBytes) {}
