; alarm: sleeps by the timer, and checks each sleep against the clock.
;
; What it shows. A timer is a promise about time, and a guest can check it with nothing but its own
; clock: an alarm may ring late, never early, and a periodic one never rings more often than there
; were periods. A failover must not break that, though the new primary's clock is another one. It
; knows what time it is but for what the last entry took to arrive, so we allow for a millisecond.
;
; Nondeterminism it meets. rdtsc, which is logged as a value; the timer, once and periodic, which is
; logged as the instruction before which it fired.
;
; What a failover may change. How long a sleep takes: the alarm that was due while nobody was there
; rings when somebody is. The last line may not change, since it counts what may not happen.

        .include "devices.inc"

        .equ    STACK_TOP, 0x2_0000
        .memory STACK_TOP               ; the stack grows down from the end
        .equ    ALARMS, 16
        .equ    FIRST_NS, 1_200_000     ; the first sleep; each is longer by STEP_NS
        .equ    STEP_NS, 40_000
        .equ    ALLOWED_NS, 1_000_000
        .equ    PERIOD_NS, 300_000
        .equ    TICKS, 48

; Registers that keep their meaning: r8 alarms so far, r9 how long the next one is, r10 those that were
; early, r11 ticks too many, r12 a reading of the clock, r13 TIMER_FIRED at that time.
start:
        mov     sp, STACK_TOP
        mov     r0, wake_up
        mov     r1, VECTOR_TIMER
        st8     [r1], r0
        mov     r8, 0
        mov     r9, FIRST_NS
        mov     r10, 0
        mov     r11, 0

alarm:
        rdtsc   r12
        in      r13, TIMER_FIRED
        out     TIMER_ONCE, r9
        add     r13, 1
        call    wait_until_fired        ; r13 times
        rdtsc   r0
        sub     r0, r12
        add     r0, ALLOWED_NS
        jgeu    r0, r9, .late_enough
        add     r10, 1
.late_enough:
        add     r9, STEP_NS
        add     r8, 1
        jlt     r8, ALARMS, alarm

        rdtsc   r12
        in      r13, TIMER_FIRED
        mov     r7, r13                 ; where the ticks start
        mov     r0, PERIOD_NS
        out     TIMER_PERIOD, r0
        mov     r6, 0
tick:
        add     r13, 1
        call    wait_until_fired
        in      r2, TIMER_FIRED
        mov     r13, r2                 ; what was missed is one tick
        rdtsc   r0
        sub     r0, r12
        add     r0, ALLOWED_NS
        divu    r0, PERIOD_NS           ; periods since then
        sub     r2, r7                  ; ticks since then
        jleu    r2, r0, .not_too_many
        add     r11, 1
.not_too_many:
        add     r6, 1
        jlt     r6, TICKS, tick
        mov     r0, 0
        out     TIMER_PERIOD, r0        ; no more ticks

        mov     r0, r8
        call    print_decimal
        mov     r0, text_alarms
        call    print_text
        mov     r0, r10
        call    print_decimal
        mov     r0, text_early
        call    print_text
        mov     r0, r6
        call    print_decimal
        mov     r0, text_ticks
        call    print_text
        mov     r0, r11
        call    print_decimal
        mov     r0, text_many
        call    print_text
        add     r10, r11
        out     POWER_OFF, r10          ; 0 if all is well

; wait_until_fired: sleeps until the timer has fired r13 times.
wait_until_fired:
        cli
        in      r0, TIMER_FIRED
        jgeu    r0, r13, .fired
        wfi
        sti                             ; here the handler runs
        jmp     wait_until_fired
.fired:
        sti
        ret

        .include "lib.inc"

        .data
text_alarms:
        .asciz  " alarms, "
text_early:
        .asciz  " early; "
text_ticks:
        .asciz  " ticks, "
text_many:
        .asciz  " too many\n"
