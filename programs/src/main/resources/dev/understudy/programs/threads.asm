; threads: three threads under a preemptive scheduler race on one counter.
;
; What it shows. Why the instruction at which an interrupt is delivered has to be exact. The timer takes
; the processor away between two instructions, and which two decides everything that follows: a thread
; that is stopped after it read the counter and before it wrote it back will later undo all that the
; others counted meanwhile. A replay that delivers one interrupt a single instruction late counts to
; another number and prints its letters in another order.
;
; Nondeterminism it meets. Only the periodic timer: one small log entry a switch. There are no locks
; and no luck in it: given the instructions before which the timer fired, all else follows.
;
; What a failover may change. When the timer fires from then on, so the text after it. What stood on
; the console stays valid: the new primary goes on from there with the same three threads, stacks and
; half-done additions.

        .include "devices.inc"

        .equ    THREADS, 3
        .equ    STACK_BYTES, 4096
        .equ    STACKS, 0x2_0000
        .equ    STACK_TOP, 0x4_0000     ; only for the start and for the report at the end
        .memory STACK_TOP               ; the stack grows down from the end
        .equ    QUANTUM_NS, 300_000
        .equ    SWITCHES, 100           ; a multiple of the next
        .equ    SWITCHES_A_LINE, 20
        .equ    TURNS_A_LETTER, 1500

        .equ    SAVED_REGISTERS, 15     ; r0 to r14; the scheduler keeps sp itself
        .equ    FRAME_PC, SAVED_REGISTERS * 8
        .equ    FRAME_STATUS, FRAME_PC + 8
        .equ    FRAME_BYTES, FRAME_PC + 24
        .equ    INTERRUPTS_ON, 1

        .equ    STATE_RUNNING, 0        ; which thread has the processor
        .equ    STATE_SWITCHES, 8
        .equ    STATE_TRACE, 16
        .equ    STATE_BYTES, 24

start:
        mov     sp, STACK_TOP
        mov     r0, on_timer
        mov     r1, VECTOR_TIMER
        st8     [r1], r0

        ; Each stack looks as if its thread had been interrupted before its first instruction.
        mov     r0, 0
        mov     r1, STACKS
        mov     r2, saved_stacks
.thread:
        add     r1, STACK_BYTES
        mov     r3, r1
        sub     r3, FRAME_BYTES
        mov     r4, thread
        st8     [r3 + FRAME_PC], r4
        mov     r4, INTERRUPTS_ON
        st8     [r3 + FRAME_STATUS], r4
        st8     [r3 + 14 * 8], r0       ; its r0: which thread it is
        st8     [r2], r3
        add     r2, 8
        add     r0, 1
        jlt     r0, THREADS, .thread

        mov     r0, QUANTUM_NS
        out     TIMER_PERIOD, r0
        mov     r1, saved_stacks
        ld8     sp, [r1]
        jmp     resume                  ; thread 0

; thread: what all three do, for ever. r0 = which one. Each counts in a register as well, so that we
; can tell at the end how many additions were lost.
thread:
        mov     r10, shared_counter
        mov     r11, own_counters
        mov     r1, r0
        shl     r1, 3
        add     r11, r1
        mov     r12, 'a'
        add     r12, r0
        mov     r8, 0                   ; additions
        mov     r9, TURNS_A_LETTER
.turn:
        ld8     r1, [r10]
        add     r1, 1                   ; interrupted here, this turn undoes what others add
        st8     [r10], r1
        add     r8, 1
        st8     [r11], r8
        sub     r9, 1
        jne     r9, 0, .turn
        mov     r9, TURNS_A_LETTER
        out     CONSOLE_PUT, r12
        jmp     .turn

; on_timer: puts the running thread aside and goes on with the next. The interrupt has pushed pc and
; status on the thread's stack and switched interrupts off; the registers follow.
on_timer:
        push    r0
        push    r1
        push    r2
        push    r3
        push    r4
        push    r5
        push    r6
        push    r7
        push    r8
        push    r9
        push    r10
        push    r11
        push    r12
        push    r13
        push    r14

        mov     r6, state
        ; The trace takes in where each thread was interrupted and how far it had counted, so it tells
        ; apart any two runs in which one interrupt differs.
        ld8     r0, [r6 + STATE_TRACE]
        ld8     r1, [sp + FRAME_PC]
        xor     r0, r1
        shl     r8, 32
        xor     r0, r8
        mov     r1, 0x9e37_79b9_7f4a_7c15
        mul     r0, r1
        mov     r1, r0
        shr     r1, 32
        xor     r0, r1
        st8     [r6 + STATE_TRACE], r0

        ld8     r7, [r6 + STATE_SWITCHES]
        add     r7, 1
        st8     [r6 + STATE_SWITCHES], r7
        mov     r0, r7
        remu    r0, SWITCHES_A_LINE
        jne     r0, 0, .choose
        call    print_newline
        jgeu    r7, SWITCHES, report

.choose:
        ld8     r0, [r6 + STATE_RUNNING]
        mov     r2, r0
        shl     r2, 3
        add     r2, saved_stacks
        st8     [r2], sp
        add     r0, 1
        remu    r0, THREADS
        st8     [r6 + STATE_RUNNING], r0
        shl     r0, 3
        add     r0, saved_stacks
        ld8     sp, [r0]

resume:
        pop     r14
        pop     r13
        pop     r12
        pop     r11
        pop     r10
        pop     r9
        pop     r8
        pop     r7
        pop     r6
        pop     r5
        pop     r4
        pop     r3
        pop     r2
        pop     r1
        pop     r0
        iret

; report: the threads will not run again, and interrupts stay off.
report:
        mov     sp, STACK_TOP
        mov     r0, 0
        out     TIMER_PERIOD, r0

        mov     r8, shared_counter
        ld8     r8, [r8]
        mov     r9, 0                   ; what the threads think they added
        mov     r1, own_counters
        mov     r2, THREADS
.sum:
        ld8     r3, [r1]
        add     r9, r3
        add     r1, 8
        sub     r2, 1
        jne     r2, 0, .sum

        mov     r0, text_counter
        call    print_text
        mov     r0, r8
        call    print_decimal
        mov     r0, text_added
        call    print_text
        mov     r0, r9
        call    print_decimal
        mov     r0, text_switches
        call    print_text
        mov     r0, r7
        call    print_decimal
        mov     r0, text_trace
        call    print_text
        ld8     r0, [r6 + STATE_TRACE]
        call    print_hex
        call    print_newline
        jmp     power_off

        .include "lib.inc"

        .data
        .align  8
saved_stacks:
        .space  THREADS * 8
shared_counter:
        .quad   0
own_counters:
        .space  THREADS * 8
state:
        .space  STATE_BYTES
text_counter:
        .asciz  "counter "
text_added:
        .asciz  ", added "
text_switches:
        .asciz  ", switches "
text_trace:
        .asciz  ", trace "
