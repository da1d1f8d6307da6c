; source: sends 400 frames of a kibibyte, each filled anew, and says what it has sent.
;
; What it shows. What a transmit-heavy guest costs. The backup makes every frame by itself; the log
; has a few bytes for each, to say that it left and what its digest is. So the log is a small part of
; the output, however much that is. Its counterpart is `sink`; the paper measures both with netperf.
;
; Nondeterminism it meets. Nothing but the instruction before which the timer's interrupt comes that
; ends each burst's pause. The contents come from a generator whose state is the guest's own.
;
; What a failover may change. Frames around it may leave twice, or not at all, as on any network. The
; line at the end is the same.

        .include "devices.inc"

        .equ    STACK_TOP, 0x2_0000
        .memory STACK_TOP               ; the stack grows down from the end
        .equ    FRAMES, 400
        .equ    BURST, 16               ; frames between two pauses
        .equ    PAUSE_NS, 200_000
        .equ    PAYLOAD_BYTES, 1024
        .equ    EVERYBODY, 0xffff_ffff
        .equ    FRAME_PAYLOAD, 16

; r6 frames left, r7 the generator, r8 the sum of all words, r9 frames left in this burst.
start:
        mov     sp, STACK_TOP
        mov     r0, wake_up
        mov     r1, VECTOR_TIMER
        st8     [r1], r0
        mov     r6, FRAMES
        mov     r7, 88172645463325252
        mov     r8, 0
        mov     r0, frame
        mov     r1, EVERYBODY
        st8     [r0], r1
        in      r1, NETWORK_ADDRESS
        st8     [r0 + 8], r1

burst:
        mov     r9, BURST
.next:
        call    fill
        mov     r0, frame
        out     NETWORK_SEND_ADDR, r0
        mov     r1, FRAME_PAYLOAD + PAYLOAD_BYTES
        out     NETWORK_SEND, r1
        sub     r6, 1
        jeq     r6, 0, finish
        sub     r9, 1
        jne     r9, 0, .next

        cli                             ; a pause, so that a burst is one
        mov     r0, PAUSE_NS
        out     TIMER_ONCE, r0
        wfi
        sti
        jmp     burst

finish:
        mov     r0, FRAMES
        call    print_decimal
        mov     r0, text_sent
        call    print_text
        mov     r0, r8
        call    print_hex
        call    print_newline
        jmp     power_off

; fill: new contents for the frame.
fill:
        mov     r0, frame
        add     r0, FRAME_PAYLOAD
        mov     r1, r0
        add     r1, PAYLOAD_BYTES
.word:
        mov     r4, r7                  ; a xorshift generator
        shl     r4, 13
        xor     r7, r4
        mov     r4, r7
        shr     r4, 7
        xor     r7, r4
        mov     r4, r7
        shl     r4, 17
        xor     r7, r4
        st8     [r0], r7
        add     r8, r7
        add     r0, 8
        jltu    r0, r1, .word
        ret

        .include "lib.inc"

        .data
        .align  8
text_sent:
        .asciz  " frames sent, sum "
        .align  8
frame:
        .space  FRAME_PAYLOAD + PAYLOAD_BYTES
