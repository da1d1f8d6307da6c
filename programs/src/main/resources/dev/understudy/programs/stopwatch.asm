; stopwatch: reads the clock over and over, with a little work between two readings.
;
; What it shows. Dense nondeterminism: each reading is a log entry, so this is the guest whose log
; grows fastest. Readings that are evenly apart, and a clock that goes evenly, can be foreseen; what
; the log says of one is mostly that nothing surprising happened.
;
; Nondeterminism it meets. rdtsc, and nothing else.
;
; What a failover may change. The longest pause between two readings: it may be the failover. How
; often the clock went backwards may not: never.

        .include "devices.inc"

        .equ    READINGS, 1000
        .equ    WORK, 500               ; turns of a loop of three instructions
        .equ    STACK_TOP, 0x1_0000
        .memory STACK_TOP               ; the stack grows down from the end

; Registers that keep their meaning: r6 readings left, r7 the last one, r8 the longest pause, r9 how
; often the clock went backwards.
start:
        mov     sp, STACK_TOP
        mov     r6, READINGS
        rdtsc   r7
        mov     r8, 0
        mov     r9, 0
.reading:
        mov     r0, WORK
.turn:
        xor     r1, r0
        sub     r0, 1
        jne     r0, 0, .turn

        rdtsc   r0
        jgeu    r0, r7, .forwards
        add     r9, 1
.forwards:
        mov     r2, r0
        sub     r2, r7
        mov     r7, r0
        jgeu    r8, r2, .shorter
        mov     r8, r2
.shorter:
        sub     r6, 1
        jne     r6, 0, .reading

        mov     r0, READINGS
        call    print_decimal
        mov     r0, text_readings
        call    print_text
        mov     r0, r8
        call    print_decimal
        mov     r0, text_backwards
        call    print_text
        mov     r0, r9
        call    print_decimal
        call    print_newline
        jmp     power_off

        .include "lib.inc"

        .data
text_readings:
        .asciz  " readings, longest pause "
text_backwards:
        .asciz  " ns, backwards "
