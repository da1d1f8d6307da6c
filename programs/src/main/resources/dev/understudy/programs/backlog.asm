; backlog: is busy most of the time, and reads keys, movements and frames when it gets round to it.
;
; What it shows. Queues that are seldom empty, and a ring that is full. A machine that dies leaves
; them so, and what is in them has to be in the new primary's: keys and movements that the guest has
; not looked at, frames in the ring. It checks by itself that the keys come in order, and powers off
; with 1 if one is missing.
;
; Nondeterminism it meets. Frames, keys and movements, and the instruction before which each appears.
; Frames that find no room wait outside, and come when there is some.
;
; What a failover may change. When a key is read, and how many at a time. None is missing, none comes
; twice, and each frame is answered, though some of them by two machines.

        .include "devices.inc"

        .equ    STACK_TOP, 0x4_0000
        .memory STACK_TOP               ; the stack grows down from the end
        .equ    WORK, 300_000           ; turns of a loop of two instructions

; Registers that keep their meaning: r8 the key that has to come next, r9 keys read, r10 movements read.
start:
        mov     sp, STACK_TOP
        call    start_network
        mov     r8, '0'
        mov     r9, 0
        mov     r10, 0

work:
        mov     r0, WORK
.turn:
        sub     r0, 1
        jne     r0, 0, .turn

        in      r6, KEYBOARD_COUNT
        in      r7, MOUSE_COUNT
        mov     r0, r6
        add     r0, r7
        jeq     r0, 0, frames
.key:
        jeq     r6, 0, .movement
        in      r0, KEYBOARD_NEXT
        jne     r0, r8, wrong
        add     r9, 1
        add     r8, 1
        jleu    r8, '9', .next_key
        mov     r8, '0'
.next_key:
        sub     r6, 1
        jmp     .key
.movement:
        jeq     r7, 0, .report
        out     MOUSE_POP, r0
        add     r10, 1
        sub     r7, 1
        jmp     .movement
.report:
        mov     r0, r9
        call    print_decimal
        mov     r0, text_keys
        call    print_text
        mov     r0, r10
        call    print_decimal
        mov     r0, text_movements
        call    print_text

frames:
        call    take_frame              ; r0 = the frame, r1 = its length
        jeq     r0, 0, work
        jltu    r1, FRAME_PAYLOAD, .drop
        ld8     r2, [r0 + FRAME_FROM]
        st8     [r0 + FRAME_TO], r2
        in      r2, NETWORK_ADDRESS
        st8     [r0 + FRAME_FROM], r2
        call    send_frame
.drop:
        call    drop_frame
        jmp     frames

wrong:
        mov     r0, text_wrong
        call    print_text
        mov     r0, 1
        out     POWER_OFF, r0

        .include "lib.inc"
        .include "network.inc"

        .data
text_keys:
        .asciz  " keys, "
text_movements:
        .asciz  " movements\n"
text_wrong:
        .asciz  "a key is missing\n"
