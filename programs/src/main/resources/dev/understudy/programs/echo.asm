; echo: a server that sends every payload back to where it came from.
;
; What it shows. The smallest complete server: it sleeps until frames arrive, answers all that wait
; in the ring, and sleeps again. Nothing in it depends on what came before, so it needs no memory of
; its clients: a request that arrives twice is answered twice.
;
; Nondeterminism it meets. Frames: their bytes, and the instruction before which each appears in the
; ring. How many frames one interrupt finds depends on that instruction too, so a backup that took
; the interrupt only a little later would go round the loops below in another way.
;
; What a failover may change. A frame can be lost with the host that received it before its log entry
; left; the client's network link loses frames as well. An answer may arrive twice.

        .include "devices.inc"

        .equ    STACK_TOP, 0x4_0000
        .memory STACK_TOP               ; the stack grows down from the end

start:
        mov     sp, STACK_TOP
        call    start_network

serve:
        call    wait_for_frame
.next:
        call    take_frame              ; r0 = the frame, r1 = its length
        jeq     r0, 0, serve
        jltu    r1, FRAME_PAYLOAD, .drop ; not even two addresses

        ; Back where it came from; the payload stays in place.
        ld8     r2, [r0 + FRAME_FROM]
        st8     [r0 + FRAME_TO], r2
        in      r2, NETWORK_ADDRESS
        st8     [r0 + FRAME_FROM], r2
        call    send_frame
.drop:
        call    drop_frame
        jmp     .next

        .include "lib.inc"
        .include "network.inc"
