; copysum: copies a mebibyte back and forth and adds up what arrived.
;
; What it shows. A machine that moves memory as fast as it can. Its whole working set changes with
; every pass, which is the hardest case for anything that copies a running machine.
;
; Nondeterminism it meets. None.
;
; What a failover may change. When the line appears.

        .equ    SIZE, 1 << 20           ; bytes, a multiple of 8
        .equ    PASSES, 16              ; even
        .equ    HERE, 0x1_0000
        .equ    THERE, HERE + SIZE
        .memory (THERE + SIZE + 4095) / 4096 * 4096

        .include "devices.inc"

        .equ    STACK_TOP, HERE

; Registers that keep their meaning: r6 passes left, r7 where to copy from, r8 where to, r9 the sum.
start:
        mov     sp, STACK_TOP
        call    make_bytes
        mov     r6, PASSES
        mov     r7, HERE
        mov     r8, THERE
        mov     r9, 0
.pass:
        mov     r0, r8
        mov     r1, r7
        mov     r2, SIZE
        call    copy_words
        call    add_up
        ld8     r0, [r8]                ; or every pass would do the same
        add     r0, r9
        st8     [r8], r0
        mov     r0, r7
        mov     r7, r8
        mov     r8, r0
        sub     r6, 1
        jne     r6, 0, .pass

        mov     r0, PASSES
        call    print_decimal
        mov     r0, text_passes
        call    print_text
        mov     r0, r9
        call    print_hex
        call    print_newline
        jmp     power_off

; add_up: r9 = r9 * 31 + all words at r8.
add_up:
        mul     r9, 31
        mov     r1, r8
        mov     r2, r8
        add     r2, SIZE
.word:
        ld8     r0, [r1]
        add     r9, r0
        add     r1, 8
        jltu    r1, r2, .word
        ret

make_bytes:
        mov     r0, 88172645463325252
        mov     r1, HERE
        mov     r3, THERE
.word:
        mov     r2, r0
        shl     r2, 13
        xor     r0, r2
        mov     r2, r0
        shr     r2, 7
        xor     r0, r2
        mov     r2, r0
        shl     r2, 17
        xor     r0, r2
        st8     [r1], r0
        add     r1, 8
        jltu    r1, r3, .word
        ret

        .include "lib.inc"

        .data
text_passes:
        .asciz  " passes, sum "
