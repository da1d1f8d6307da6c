; lottery: draws tickets by chance, and never accepts one that it has drawn before.
;
; What it shows. Randomness that a guest relies on: with 64 random bits no number comes twice. A new
; primary that began its source anew, or repeated what the old one had drawn, would show here, in
; nothing else than the numbers themselves.
;
; Nondeterminism it meets. rdrand, logged as a value; the timer between two drawings.
;
; What a failover may change. Tickets that nobody has seen: the new primary draws them again, other
; ones. A ticket on the console is drawn for good. No ticket comes twice, whoever draws it.

        .include "devices.inc"

        .equ    STACK_TOP, 0x2_0000
        .memory STACK_TOP               ; the stack grows down from the end
        .equ    TICKETS, 120
        .equ    PERIOD_NS, 250_000

; Registers that keep their meaning: r8 tickets drawn, r9 those that came twice, r10 the end of the
; table.
start:
        mov     sp, STACK_TOP
        mov     r8, 0
        mov     r9, 0
        mov     r10, drawn
        mov     r0, wake_up
        mov     r1, VECTOR_TIMER
        st8     [r1], r0

draw:
        rdrand  r6
        mov     r1, drawn
.look:
        jeq     r1, r10, .new
        ld8     r0, [r1]
        add     r1, 8
        jne     r0, r6, .look
        add     r9, 1
.new:
        st8     [r10], r6
        add     r10, 8
        add     r8, 1
        mov     r0, r6
        call    print_hex
        call    print_newline
        call    sleep
        jlt     r8, TICKETS, draw

        mov     r0, r8
        call    print_decimal
        mov     r0, text_tickets
        call    print_text
        mov     r0, r9
        call    print_decimal
        mov     r0, text_twice
        call    print_text
        out     POWER_OFF, r9           ; 0 if all is well

; sleep: for PERIOD_NS by the timer.
sleep:
        in      r1, TIMER_FIRED
        mov     r0, PERIOD_NS
        out     TIMER_ONCE, r0
.look:
        cli
        in      r0, TIMER_FIRED
        jne     r0, r1, .fired
        wfi
        sti                             ; here the handler runs
        jmp     .look
.fired:
        sti
        ret

        .include "lib.inc"

        .data
text_tickets:
        .asciz  " tickets, "
text_twice:
        .asciz  " drawn twice\n"
        .align  8
drawn:
        .space  TICKETS * 8
