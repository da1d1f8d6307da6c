; ticker: counts to a number, a step at a time, and shows each on the console.
        .include "devices.inc"
        .equ    STACK_TOP, 0x1_0000
        .memory STACK_TOP
        .equ    STEPS, 20
start:
        mov     sp, STACK_TOP
        mov     r6, 0
.step:
        add     r6, 1
        mov     r0, r6
        call    print_decimal
        call    print_newline
        mov     r4, 0
.wait:
        add     r4, 1
        jlt     r4, 30_000, .wait
        jlt     r6, STEPS, .step
        mov     r0, 0
        out     POWER_OFF, r0
        .include "lib.inc"
