; dice: throws five dice every millisecond and keeps the score.
;
; What it shows. Randomness from the hardware, rdrand. Two machines that start alike and draw for
; themselves are different machines after one throw; the log carries what the primary drew.
;
; Nondeterminism it meets. rdrand, logged as a value; the periodic timer, logged as the instruction
; before which it fired.
;
; What a failover may change. Throws that nobody has seen yet: if the primary dies with a hand on its
; way to the backup, the new primary throws that hand itself, and nobody can tell. A hand that was
; shown is never thrown again. That is the output rule: the line waits until the backup holds the five
; draws behind it.

        .include "devices.inc"

        .equ    STACK_TOP, 0x2_0000
        .memory STACK_TOP               ; the stack grows down from the end
        .equ    HANDS, 30
        .equ    DICE, 5
        .equ    PERIOD_NS, 1_000_000

; Registers that keep their meaning: r8 hands thrown, r9 sum of all throws, r10 dice left in this hand,
; r11 sum of this hand, r12 throws that no die can show.
start:
        mov     sp, STACK_TOP
        mov     r8, 0
        mov     r9, 0
        mov     r12, 0
        mov     r0, wake_up
        mov     r1, VECTOR_TIMER
        st8     [r1], r0
        mov     r0, PERIOD_NS
        out     TIMER_PERIOD, r0

hand:
        add     r8, 1
        call    wait_for_tick           ; the r8th
        mov     r10, DICE
        mov     r11, 0
.throw:
        rdrand  r6
        remu    r6, 6
        add     r6, 1
        jgtu    r6, 6, .impossible
        jgeu    r6, 1, .possible
.impossible:
        add     r12, 1
.possible:
        add     r11, r6
        mov     r0, r6
        call    print_decimal
        mov     r0, ' '
        out     CONSOLE_PUT, r0
        sub     r10, 1
        jne     r10, 0, .throw

        add     r9, r11
        mov     r0, '='
        out     CONSOLE_PUT, r0
        mov     r0, ' '
        out     CONSOLE_PUT, r0
        mov     r0, r11
        call    print_decimal
        call    print_newline
        jlt     r8, HANDS, hand

        mov     r0, 0
        out     TIMER_PERIOD, r0        ; no more ticks
        mov     r0, r8
        call    print_decimal
        mov     r0, text_hands
        call    print_text
        mov     r0, r9
        call    print_decimal
        mov     r0, text_impossible
        call    print_text
        mov     r0, r12
        call    print_decimal
        call    print_newline
        jmp     power_off

; wait_for_tick: sleeps until the timer has fired r8 times.
wait_for_tick:
        cli
        in      r0, TIMER_FIRED
        jgeu    r0, r8, .fired
        wfi
        sti
        jmp     wait_for_tick
.fired:
        sti
        ret

        .include "lib.inc"

        .data
text_hands:
        .asciz  " hands, sum "
text_impossible:
        .asciz  ", impossible throws "
