; sink: a server that takes much and says little: it adds up what it is sent and answers "ok".
;
; What it shows. What a receive-heavy guest costs. Every byte that arrives must reach the backup over
; the logging channel, or the backup could not add it up: the log grows as fast as the input. The
; answers hardly count. Its counterpart is `source`; the paper measures both with netperf.
;
; Nondeterminism it meets. Frames: their bytes, and the instruction before which each appears in the
; ring. The sum depends on the bytes, and, since each step folds the sum before it, on their order.
;
; What a failover may change. A frame that was not answered is sent again and may be added twice; the
; sum is the server's own and nobody is told it.

        .include "devices.inc"

        .equ    STACK_TOP, 0x4_0000
        .memory STACK_TOP               ; the stack grows down from the end
        .equ    ANSWER, 0x6b6f          ; "ok"
        .equ    ANSWER_BYTES, 2
        .equ    MIX, 0x9e37_79b9_7f4a_7c15

; r6 the sum, r7 bytes so far, r8 MIX.
start:
        mov     sp, STACK_TOP
        mov     r6, 0
        mov     r7, 0
        mov     r8, MIX
        call    start_network

serve:
        call    wait_for_frame
.next:
        call    take_frame              ; r0 = the frame, r1 = its length
        jeq     r0, 0, serve
        jltu    r1, FRAME_PAYLOAD, .drop ; not even two addresses
        call    add_up

        ld8     r2, [r0 + FRAME_FROM]
        st8     [r0 + FRAME_TO], r2
        in      r2, NETWORK_ADDRESS
        st8     [r0 + FRAME_FROM], r2
        mov     r2, ANSWER
        st8     [r0 + FRAME_PAYLOAD], r2
        mov     r1, FRAME_PAYLOAD + ANSWER_BYTES
        call    send_frame
.drop:
        call    drop_frame
        jmp     .next

; add_up: folds the payload of the frame at r0, r1 bytes in all, into r6. Keeps r0.
add_up:
        add     r7, r1
        mov     r2, r0
        add     r2, FRAME_PAYLOAD
        mov     r3, r0
        add     r3, r1
        sub     r3, 7                   ; whole words only
.word:
        jgeu    r2, r3, .done
        ld8     r4, [r2]
        xor     r6, r4
        mul     r6, r8
        add     r2, 8
        jmp     .word
.done:
        ret

        .include "lib.inc"
        .include "network.inc"
