; selfmod: a program that rewrites itself in three ways while it runs.
;
; What it shows. Code is memory, and a virtual machine that translates or caches code has to notice each
; store into it, even one into the very next instruction. A backup may run on another engine than the
; primary, translate at other moments and stop at other places; all of that must not show.
;
; Nondeterminism it meets. None. If the line differs between two runs, an engine is wrong.
;
; What a failover may change. When the line appears.
;
; An instruction takes 8 bytes: operation, registers, two bytes that matter only to jumps, and the
; 4 bytes of its number at offset 4.

        .include "devices.inc"

        .equ    ROUNDS, 40_000
        .equ    INSTRUCTION_BYTES, 8
        .equ    NUMBER_OFFSET, 4
        .equ    MOST_ADDITIONS, 15
        .equ    STACK_TOP, 0x2_0000
        .memory STACK_TOP               ; the stack grows down from the end

; Registers that keep their meaning: r6 the round, r7 the result, r8 an instruction to change, r9 and
; r10 what it is changed to, r11 how many rounds there are.
start:
        mov     sp, STACK_TOP
        mov     r6, 0
        mov     r7, 1
        mov     r11, ROUNDS

; First way: a number inside an instruction that has been executed many times. In round n it adds n.
patch_number:
        mov     r8, .add
        st4     [r8 + NUMBER_OFFSET], r6
        mul     r7, 31
.add:
        add     r7, 0                   ; not 0 for long

; Second way: a routine that did not exist before. It is made of as many additions as the round says,
; and a return, and then called.
build_routine:
        mov     r8, routine
        mov     r1, r6
        and     r1, MOST_ADDITIONS
        mov     r9, piece_add
        ld8     r9, [r9]
        mov     r10, piece_return
        ld8     r10, [r10]
.piece:
        jeq     r1, 0, .complete
        st8     [r8], r9
        add     r8, INSTRUCTION_BYTES
        sub     r1, 1
        jmp     .piece
.complete:
        st8     [r8], r10
        mov     r8, routine
        call    r8

; Third way: the instruction right after the store. It is the one or the other by the lowest bit of the
; result, so the same place has to be right both ways.
patch_next:
        mov     r9, piece_subtract
        mov     r10, r7
        and     r10, 1
        mul     r10, INSTRUCTION_BYTES
        add     r9, r10
        ld8     r9, [r9]
        mov     r8, .next
        st8     [r8], r9
.next:
        nop                             ; never executed as it stands here

        add     r6, 1
        jlt     r6, r11, patch_number

        mov     r0, r6
        call    print_decimal
        mov     r0, text_rounds
        call    print_text
        mov     r0, r7
        call    print_hex
        call    print_newline
        jmp     power_off

; Pieces to copy from; never executed here.
piece_add:
        add     r7, 0x1234_5677
piece_return:
        ret
piece_subtract:
        sub     r7, 0x0765_4321
        xor     r7, 0x5a5a_5a5a         ; taken if the lowest bit is 1

        .include "lib.inc"

        .align  4096                    ; a page of its own: code that changes, among other code
routine:
        .space  (MOST_ADDITIONS + 1) * INSTRUCTION_BYTES

        .data
text_rounds:
        .asciz  " rounds, result "
