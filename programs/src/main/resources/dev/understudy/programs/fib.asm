; fib: computes a Fibonacci number in the slowest way, by recursion.
;
; What it shows. Calls, returns and a stack: a failover takes place at any depth of the recursion, and
; the new primary returns from calls that the old one made.
;
; Nondeterminism it meets. None.
;
; What a failover may change. When the line appears.

        .include "devices.inc"

        .equ    N, 30
        .equ    STACK_TOP, 0x1_0000
        .memory STACK_TOP               ; the stack grows down from the end

start:
        mov     sp, STACK_TOP
        mov     r0, N
        call    fib
        mov     r6, r0
        mov     r0, text_fib
        call    print_text
        mov     r0, N
        call    print_decimal
        mov     r0, text_is
        call    print_text
        mov     r0, r6
        call    print_decimal
        call    print_newline
        jmp     power_off

; fib: r0 = the r0th Fibonacci number.
fib:
        jlt     r0, 2, .done
        push    r6
        push    r7
        mov     r6, r0
        sub     r0, 1
        call    fib
        mov     r7, r0
        mov     r0, r6
        sub     r0, 2
        call    fib
        add     r0, r7
        pop     r7
        pop     r6
.done:
        ret

        .include "lib.inc"

        .data
text_fib:
        .asciz  "fib "
text_is:
        .asciz  " = "
