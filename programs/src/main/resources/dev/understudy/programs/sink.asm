; sink: a server that takes much and says little: "ok", and the sum of what it was sent.
;
; What it shows. What a receive-heavy guest costs. Every byte that arrives must reach the backup over
; the logging channel, or the backup could not add it up: the log grows as fast as the input. The
; answers hardly count. Its counterpart is `source`; the paper measures both with netperf.
;
; Nondeterminism it meets. Frames: their bytes, and the instruction before which each appears in the
; ring. The sum depends on every word, and, since each step folds the sum before it, on their order;
; clients know what it should be.
;
; What a failover may change. A frame that was not answered is sent again and added up anew.

        .include "devices.inc"

        .equ    STACK_TOP, 0x4_0000
        .memory STACK_TOP               ; the stack grows down from the end
        .equ    ANSWER, 0x206b6f        ; "ok "
        .equ    ANSWER_DIGITS, 3        ; where they begin
        .equ    ANSWER_BYTES, ANSWER_DIGITS + 16
        .equ    MIX, 0x9e37_79b9_7f4a_7c15

; r6 the sum of a frame, r8 MIX.
start:
        mov     sp, STACK_TOP
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
        call    write_sum
        mov     r1, FRAME_PAYLOAD + ANSWER_BYTES
        call    send_frame
.drop:
        call    drop_frame
        jmp     .next

; add_up: r6 = the sum of the payload of the frame at r0, r1 bytes in all. Keeps r0.
add_up:
        mov     r6, 0
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

; write_sum: puts r6 into the answer in the frame at r0, as hexadecimal digits. Keeps r0.
write_sum:
        mov     r1, 60                  ; the topmost digit first
        mov     r3, r0
        add     r3, FRAME_PAYLOAD + ANSWER_DIGITS
.digit:
        mov     r2, r6
        shr     r2, r1
        and     r2, 15
        add     r2, '0'
        jleu    r2, '9', .put
        add     r2, 'a' - '9' - 1
.put:
        st1     [r3], r2
        add     r3, 1
        sub     r1, 4
        jge     r1, 0, .digit
        ret

        .include "lib.inc"
        .include "network.inc"
