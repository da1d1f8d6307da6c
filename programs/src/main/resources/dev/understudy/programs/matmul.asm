; matmul: multiplies two square matrices of 64-bit integers.
;
; What it shows. A machine that computes in three nested loops over memory; see sieve.
;
; Nondeterminism it meets. None.
;
; What a failover may change. When the line appears.

        .equ    N, 128                  ; rows and columns
        .equ    ROW, N * 8              ; bytes
        .equ    BYTES, N * ROW
        .equ    LEFT, 0x1_0000
        .equ    RIGHT, LEFT + BYTES
        .equ    PRODUCT, RIGHT + BYTES
        .memory (PRODUCT + BYTES + 4095) / 4096 * 4096

        .include "devices.inc"

        .equ    STACK_TOP, LEFT

start:
        mov     sp, STACK_TOP
        call    make_factors

; r6 goes through the rows of the left factor, r7 through the columns of the right one, r8 through the
; product.
        mov     r6, LEFT
        mov     r8, PRODUCT
.row:
        mov     r7, RIGHT
        mov     r9, RIGHT + ROW
.column:
        mov     r1, r6
        mov     r2, r7
        mov     r3, r6
        add     r3, ROW
        mov     r0, 0
.term:
        ld8     r4, [r1]
        ld8     r5, [r2]
        mul     r4, r5
        add     r0, r4
        add     r1, 8
        add     r2, ROW
        jne     r1, r3, .term
        st8     [r8], r0
        add     r8, 8
        add     r7, 8
        jne     r7, r9, .column
        mov     r6, r3
        mov     r3, RIGHT
        jne     r6, r3, .row

        ; A sum that depends on every place in the product.
        mov     r0, 0
        mov     r1, PRODUCT
        mov     r3, PRODUCT + BYTES
        mov     r4, 0x9e37_79b9_7f4a_7c15
.sum:
        ld8     r2, [r1]
        xor     r0, r2
        mul     r0, r4
        add     r1, 8
        jne     r1, r3, .sum

        mov     r6, r0
        mov     r0, N
        call    print_decimal
        mov     r0, text_rows
        call    print_text
        mov     r0, r6
        call    print_hex
        call    print_newline
        jmp     power_off

; make_factors: fills both from a xorshift generator.
make_factors:
        mov     r0, 88172645463325252
        mov     r1, LEFT
        mov     r3, PRODUCT
.number:
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
        jltu    r1, r3, .number
        ret

        .include "lib.inc"

        .data
text_rows:
        .asciz  " rows, sum "
