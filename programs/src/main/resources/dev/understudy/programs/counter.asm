; counter: a server that counts up for its clients, once for each request.
;
; What it shows. A server with a state: a number in memory that must never go back and never skip. No
; disk is needed for that. The backup replays the same requests at the same instructions, so the
; number lives on in its memory when the primary is gone.
;
; Nondeterminism it meets. Frames, and through them the order of requests: which client gets 7 and
; which gets 8 is decided by who arrived first, and the log pins that down. An answer leaves only when
; the backup holds every entry up to it. Otherwise a client could hold number 8 while the backup,
; going live without the request, hands out 8 again.
;
; What a failover may change. An answer may come twice, or have to be asked for again. The record of
; each client's last answer (requests.inc) sees to it that asking again does not count again.

        .include "devices.inc"

        .equ    STACK_TOP, 0x4_0000
        .memory STACK_TOP               ; the stack grows down from the end
        .equ    OPERATION_INCREMENT, 1

; Registers that keep their meaning: r10 frame, r11 the record of its client, r14 the number.
start:
        mov     sp, STACK_TOP
        mov     r14, 0
        call    start_network

serve:
        call    wait_for_frame
.next:
        call    take_frame
        jeq     r0, 0, serve
        call    answer
        call    drop_frame
        jmp     .next

; answer: the frame at r0 of length r1.
answer:
        mov     r10, r0
        call    open_request
        mov     r11, r1
        jeq     r0, REQUEST_IGNORED, .ignored
        jeq     r0, REQUEST_AGAIN, .reply

        mov     r0, STATUS_NOT_UNDERSTOOD
        mov     r1, 0                   ; no values
        ld8     r2, [r10 + REQUEST_OPERATION]
        jne     r2, OPERATION_INCREMENT, .close
        add     r14, 1
        st8     [r11 + RECORD_VALUES], r14
        mov     r0, STATUS_DONE
        mov     r1, 1
.close:
        mov     r2, r10
        mov     r3, r11
        call    close_request
.reply:
        mov     r0, reply
        mov     r1, r10
        mov     r2, r11
        call    write_reply
        call    send_frame
.ignored:
        ret

        .include "lib.inc"
        .include "network.inc"
        .include "requests.inc"

        .data
        .align  8
clients:
        .space  MAX_CLIENTS * RECORD_BYTES
clients_end:
reply:
        .space  MAX_REPLY_BYTES
