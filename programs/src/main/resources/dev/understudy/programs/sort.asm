; sort: sorts 65,536 numbers by merging, and checks that they are sorted.
;
; What it shows. A machine whose memory is in motion all the time: between any two instructions it is
; half sorted in another way. A backup that missed a single step would end with another order.
;
; Nondeterminism it meets. None.
;
; What a failover may change. When the line appears.

        .equ    NUMBERS, 65536          ; a power of two
        .equ    BYTES, NUMBERS * 8
        .equ    FIRST_ARRAY, 0x1_0000
        .equ    SECOND_ARRAY, FIRST_ARRAY + BYTES
        .memory (SECOND_ARRAY + BYTES + 4095) / 4096 * 4096

        .include "devices.inc"

        .equ    STACK_TOP, FIRST_ARRAY

; Registers that keep their meaning: r6 length of a sorted run in bytes, r7 the array we merge from,
; r8 the one we merge to.
start:
        mov     sp, STACK_TOP
        call    make_numbers
        mov     r7, FIRST_ARRAY
        mov     r8, SECOND_ARRAY
        mov     r6, 8
        mov     r9, BYTES
.pass:
        call    merge_runs
        mov     r0, r7
        mov     r7, r8
        mov     r8, r0
        shl     r6, 1
        jltu    r6, r9, .pass
        jmp     report

; merge_runs: merges each two neighbouring runs of the one array into one run of the other.
;
; r0 and r1 are the places in the left and the right run, r2 and r3 the ends of the runs, r4 and r5 the
; numbers there; r10 is the place to write to and r11 the end of it all.
merge_runs:
        mov     r0, r7
        mov     r10, r8
        mov     r11, r7
        add     r11, BYTES
.pair:
        mov     r2, r0
        add     r2, r6
        mov     r1, r2
        mov     r3, r1
        add     r3, r6
        ld8     r4, [r0]
        ld8     r5, [r1]
.compare:
        jgtu    r4, r5, .right
        st8     [r10], r4
        add     r10, 8
        add     r0, 8
        jeq     r0, r2, .rest_right
        ld8     r4, [r0]
        jmp     .compare
.right:
        st8     [r10], r5
        add     r10, 8
        add     r1, 8
        jeq     r1, r3, .rest_left
        ld8     r5, [r1]
        jmp     .compare
.rest_right:
        st8     [r10], r5
        add     r10, 8
        add     r1, 8
        jeq     r1, r3, .merged
        ld8     r5, [r1]
        jmp     .rest_right
.rest_left:
        st8     [r10], r4
        add     r10, 8
        add     r0, 8
        jeq     r0, r2, .merged
        ld8     r4, [r0]
        jmp     .rest_left
.merged:
        mov     r0, r3                  ; the right run's end is the next pair's start
        jltu    r0, r11, .pair
        ret

; make_numbers: fills the first array from a xorshift generator.
make_numbers:
        mov     r0, 88172645463325252
        mov     r1, FIRST_ARRAY
        mov     r3, SECOND_ARRAY
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

; report: how many neighbours stand in the wrong order, and a sum that depends on every place.
report:
        mov     r6, 0                   ; wrong
        mov     r8, 0                   ; sum
        mov     r0, 1                   ; weight
        mov     r1, r7
        mov     r3, r7
        add     r3, BYTES
        mov     r4, 0                   ; the number before
.number:
        ld8     r2, [r1]
        jgeu    r2, r4, .right
        add     r6, 1
.right:
        mov     r4, r2
        mul     r2, r0
        add     r8, r2
        add     r0, 1
        add     r1, 8
        jltu    r1, r3, .number

        sub     r0, 1
        call    print_decimal
        mov     r0, text_sorted
        call    print_text
        mov     r0, r6
        call    print_decimal
        mov     r0, text_sum
        call    print_text
        mov     r0, r8
        call    print_hex
        call    print_newline
        jmp     power_off

        .include "lib.inc"

        .data
text_sorted:
        .asciz  " numbers, out of order "
text_sum:
        .asciz  ", sum "
