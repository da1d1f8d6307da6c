; clock: reads the time, works, sleeps, and prints how long it thinks both took.
;
; What it shows. The purest nondeterminism: an instruction whose result nothing in the machine
; determines. The same program reads other values on another host, or on the same host a second time.
; So each reading is a log entry, and the backup's reading is whatever the entry says.
;
; Nondeterminism it meets. rdtsc, which is logged as a value; and the timer, which is logged as the
; instruction before which it fired. Sleeping in wfi takes no instructions, so an hour may pass
; between two of them.
;
; What a failover may change. The values: the new primary's clock goes on from the last value in the
; log, whatever its own says, plus the time the failover took. So one line may report a long wait or
; slow work. Time must not go backwards, for nobody and nowhere; the last line says whether it did.

        .include "devices.inc"

        .equ    STACK_TOP, 0x2_0000
        .memory STACK_TOP               ; the stack grows down from the end
        .equ    ROUNDS, 16
        .equ    WORK, 20_000            ; turns of a loop of three instructions
        .equ    SLEEP_NS, 1_000_000

; Registers that keep their meaning: r8 rounds done, r9 the last reading, r10 readings taken, r11 how
; often the clock went backwards.
start:
        mov     sp, STACK_TOP
        mov     r0, wake_up
        mov     r1, VECTOR_TIMER
        st8     [r1], r0
        mov     r8, 0
        rdtsc   r9
        mov     r10, 1
        mov     r11, 0

round:
        call    work
        call    read_clock
        mov     r6, r0                  ; how long the work took
        call    sleep
        call    read_clock
        mov     r7, r0                  ; how long the sleep took

        add     r8, 1
        mov     r0, text_round
        call    print_text
        mov     r0, r8
        call    print_decimal
        mov     r0, text_work
        call    print_text
        mov     r0, r6
        call    print_decimal
        mov     r0, text_sleep
        call    print_text
        mov     r0, r7
        call    print_decimal
        mov     r0, text_now
        call    print_text
        mov     r0, r9
        call    print_decimal
        call    print_newline
        jlt     r8, ROUNDS, round

        mov     r0, r10
        call    print_decimal
        mov     r0, text_readings
        call    print_text
        mov     r0, r11
        call    print_decimal
        mov     r0, text_backwards
        call    print_text
        jmp     power_off

; read_clock: r0 = nanoseconds since the reading before.
read_clock:
        rdtsc   r0
        add     r10, 1
        jgeu    r0, r9, .forwards
        add     r11, 1
.forwards:
        mov     r1, r0
        sub     r0, r9
        mov     r9, r1
        ret

work:
        mov     r0, WORK
.turn:
        xor     r1, r0
        sub     r0, 1
        jne     r0, 0, .turn
        ret

; sleep: for SLEEP_NS by the timer. The timer may fire between two instructions of ours, so we look
; with interrupts off: see wait_for_frame in network.inc.
sleep:
        in      r1, TIMER_FIRED
        mov     r0, SLEEP_NS
        out     TIMER_ONCE, r0
.look:
        cli
        in      r0, TIMER_FIRED
        jne     r0, r1, .fired
        wfi
        sti
        jmp     .look
.fired:
        sti
        ret

        .include "lib.inc"

        .data
text_round:
        .asciz  "round "
text_work:
        .asciz  ": work "
text_sleep:
        .asciz  " ns, sleep "
text_now:
        .asciz  " ns, clock "
text_readings:
        .asciz  " readings, "
text_backwards:
        .asciz  " of them before the one before.\n"
