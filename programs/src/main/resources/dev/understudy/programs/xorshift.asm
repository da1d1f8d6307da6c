; xorshift: draws two million pseudo-random numbers and adds them up.
;
; What it shows. A machine that computes in registers alone, without a single load or store: the speed
; of the instructions themselves. The generator looks random and is not: it needs no log entry, while
; dice, whose numbers really are, needs one for each.
;
; Nondeterminism it meets. None.
;
; What a failover may change. When the line appears.

        .include "devices.inc"

        .equ    DRAWS, 2_000_000
        .equ    SEED, 88172645463325252 ; anything but 0
        .equ    STACK_TOP, 0x1_0000
        .memory STACK_TOP               ; the stack grows down from the end

start:
        mov     sp, STACK_TOP
        mov     r6, SEED
        mov     r7, 0                   ; the sum
        mov     r8, DRAWS
.draw:
        mov     r1, r6
        shl     r1, 13
        xor     r6, r1
        mov     r1, r6
        shr     r1, 7
        xor     r6, r1
        mov     r1, r6
        shl     r1, 17
        xor     r6, r1
        add     r7, r6
        sub     r8, 1
        jne     r8, 0, .draw

        mov     r0, text_last
        call    print_text
        mov     r0, r6
        call    print_hex
        mov     r0, text_sum
        call    print_text
        mov     r0, r7
        call    print_hex
        call    print_newline
        jmp     power_off

        .include "lib.inc"

        .data
text_last:
        .asciz  "last "
text_sum:
        .asciz  ", sum "
