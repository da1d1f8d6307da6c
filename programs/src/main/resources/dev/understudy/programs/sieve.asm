; sieve: counts the primes below five million with the sieve of Eratosthenes.
;
; What it shows. A machine that only computes. There is nothing to log but a mark now and then that
; says how far the primary has come; the backup follows those marks, one step behind, and has all the
; struck-out numbers in its own memory when the primary dies.
;
; Nondeterminism it meets. None.
;
; What a failover may change. When the line appears. Not the number in it.

        .equ    LIMIT, 5_000_000        ; even
        .equ    FLAGS, LIMIT / 2        ; flag i stands for 2i + 1; even numbers have none
        .equ    PASSES, 1               ; how often it does all of it
        .equ    SIEVE, 0x1_0000         ; memory is zero at the start: nothing is struck out
        .memory (SIEVE + FLAGS + 4095) / 4096 * 4096

        .include "devices.inc"

        .equ    STACK_TOP, SIEVE

start:
        mov     sp, STACK_TOP
        mov     r10, LIMIT
        mov     r11, 1
        mov     r12, FLAGS
        mov     r9, PASSES

        ; Another pass strikes out the same numbers again, and no others.
.pass:
        mov     r6, 1                   ; the flag of 3
.candidate:
        mov     r7, r6
        add     r7, r6
        add     r7, 1                   ; its number p
        mov     r8, r7
        mul     r8, r7
        jgeu    r8, r10, .count         ; what is left below p * p is prime
        ld1     r0, [r6 + SIEVE]
        jne     r0, 0, .next
        shr     r8, 1                   ; the flag of p * p: smaller multiples are struck out already
.strike:
        st1     [r8 + SIEVE], r11
        add     r8, r7                  ; p flags on is 2p numbers on
        jltu    r8, r12, .strike
.next:
        add     r6, 1
        jmp     .candidate

        ; Every flag counts unless it is struck out. Flag 0 stands for 1, which is no prime, and
        ; nothing stands for 2, which is one.
.count:
        mov     r6, 0
        mov     r8, r12
.flag:
        ld1     r0, [r6 + SIEVE]
        sub     r8, r0
        add     r6, 1
        jltu    r6, r12, .flag
        sub     r9, 1
        jne     r9, 0, .pass

        mov     r0, r8
        call    print_decimal
        mov     r0, text_primes
        call    print_text
        mov     r0, r10
        call    print_decimal
        call    print_newline
        jmp     power_off

        .include "lib.inc"

        .data
text_primes:
        .asciz  " primes below "
