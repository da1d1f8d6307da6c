; racer: reads and writes one block again and again, without waiting in between.
;
; What it shows. Disk requests that race. In each round four requests for the same block are under way
; together: read what the last round left, write, read that, write again. A machine alone carries them
; out in the order in which they were issued, so each read has one right answer. Under fault tolerance
; the order must survive a failover: a read that is issued again may not see the write after it.
;
; Nondeterminism it meets. The instant of each answer. While it waits it looks at the memory that a read
; will fill, and adds up what it sees: a backup to which data came an instruction early or late would
; end up with another sum.
;
; What a failover may change. The time it takes, and how often a block is written. What is written is
; what memory held when the request was issued, though the program spoils that memory right after.

        .include "devices.inc"

        .equ    STACK_TOP, 0x1_0000
        .memory STACK_TOP               ; the stack grows down from the end
        .equ    ROUNDS, 24
        .equ    REQUESTS, 4             ; in a round
        .equ    BLOCK, 7
        .equ    SPOILT, 0xdead

; Registers that keep their meaning: r6 round, r7 answers to come, r8 what the block should hold, r9 sum
; of what was seen while waiting, r10 wrong answers.
start:
        mov     sp, STACK_TOP
        cli                             ; it looks for answers itself
        mov     r6, 0
        mov     r8, 0
        mov     r9, 0
        mov     r10, 0
        mov     r0, BLOCK
        out     DISK_BLOCK, r0
        mov     r0, 1
        out     DISK_COUNT, r0
        mov     r3, SPOILT
.round:
        jeq     r6, ROUNDS, .done
        mov     r1, old
        out     DISK_ADDR, r1
        out     DISK_READ, r0           ; any tag will do

        mov     r2, r6
        shl     r2, 1
        add     r2, 1
        mov     r1, first
        st8     [r1], r2
        out     DISK_ADDR, r1
        out     DISK_WRITE, r0
        st8     [r1], r3

        mov     r1, between
        out     DISK_ADDR, r1
        out     DISK_READ, r0

        add     r2, 1
        mov     r1, second
        st8     [r1], r2
        out     DISK_ADDR, r1
        out     DISK_WRITE, r0
        st8     [r1], r3

        mov     r7, REQUESTS
        mov     r1, between
.look:
        ld8     r4, [r1]
        add     r9, r4
        in      r0, DISK_DONE
        jeq     r0, 0, .look
        in      r0, DISK_DONE_STATUS
        jeq     r0, 0, .well
        add     r10, 1
.well:
        out     DISK_DONE_POP, r0
        sub     r7, 1
        jne     r7, 0, .look

        mov     r1, old
        ld8     r4, [r1]
        jeq     r4, r8, .old_is_right
        add     r10, 1
.old_is_right:
        mov     r8, r2                  ; the second write
        sub     r2, 1                   ; the first
        mov     r1, between
        ld8     r4, [r1]
        jeq     r4, r2, .between_is_right
        add     r10, 1
.between_is_right:
        add     r6, 1
        jmp     .round

.done:
        mov     r0, r6
        call    print_decimal
        mov     r0, text_rounds
        call    print_text
        mov     r0, r10
        call    print_decimal
        mov     r0, text_wrong          ; no newline: the rest goes out when the guest ends
        call    print_text
        mov     r0, r10
        out     POWER_OFF, r0

        .include "lib.inc"

        .data
text_rounds:
        .asciz  " rounds, "
text_wrong:
        .asciz  " wrong"
        .align  512
old:
        .space  512
first:
        .space  512
between:
        .space  512
second:
        .space  512
