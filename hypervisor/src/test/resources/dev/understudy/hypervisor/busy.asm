; Does a little of everything, driven by what can't be foreseen: each loop mixes the clock and, now
; and then, randomness into r10, and what it does next hangs on r10. Handlers mix what they get into
; the word at `mixed`.
        .include "devices.inc"
        .memory 256K
        .equ    LOOPS, 400
        .equ    SLOTS, 4
        .equ    MIX, 0x9e3779b97f4a7c15

        .macro  install vector, handler
        mov     r0, \handler
        mov     r1, \vector
        st8     [r1], r0
        .endm

start:  mov     sp, stack_end
        install VECTOR_TIMER, on_timer
        install VECTOR_KEYBOARD, on_key
        install VECTOR_MOUSE, on_mouse
        install VECTOR_NETWORK, on_frame
        install VECTOR_DISK, on_disk
        install VECTOR_DIVIDE_BY_ZERO, on_fault
        install VECTOR_PORT, on_fault
        mov     r0, ring
        out     NETWORK_RING_ADDR, r0
        mov     r0, SLOTS
        out     NETWORK_RING_SLOTS, r0
        mov     r0, 7_000
        out     TIMER_PERIOD, r0
        mov     r10, 1
        mov     r11, 0
        sti

loop:   add     r11, 1
        rdtsc   r0
        call    mix
        mov     r1, r11
        and     r1, 7
        jne     r1, 0, .no_entropy
        rdrand  r0
        call    mix
.no_entropy:
        mov     r1, r10
        and     r1, 31
.spin:  sub     r1, 1
        jge     r1, 0, .spin
        mov     r1, r10
        shr     r1, 7
        and     r1, 7
        jeq     r1, 0, .print
        jeq     r1, 1, .send
        jeq     r1, 2, .disk
        jeq     r1, 3, .fault
        jeq     r1, 4, .sleep
        jeq     r1, 5, .no_port
.next:  mov     r1, mixed
        ld8     r0, [r1]
        call    mix
        jlt     r11, LOOPS, loop
        mov     r0, '!'
        out     CONSOLE_PUT, r0         ; without a newline: the end flushes it
        halt

.print: mov     r0, r10
        and     r0, 63
        add     r0, ' '
        out     CONSOLE_PUT, r0
        mov     r1, r10
        and     r1, 0x3000
        jne     r1, 0, .next
        mov     r0, '\n'
        out     CONSOLE_PUT, r0
        jmp     .next

.send:  mov     r1, frame
        mov     r0, 65537
        st8     [r1], r0
        in      r0, NETWORK_ADDRESS
        st8     [r1 + 8], r0
        st8     [r1 + 16], r10
        out     NETWORK_SEND_ADDR, r1
        mov     r0, 24
        out     NETWORK_SEND, r0
        jmp     .next

.disk:  mov     r0, r10
        shr     r0, 12
        and     r0, 15
        out     DISK_BLOCK, r0
        mov     r0, 1
        out     DISK_COUNT, r0
        mov     r0, buffer
        mov     r1, r10
        shr     r1, 20
        and     r1, 7
        jne     r1, 7, .inside
        mov     r0, 0x7fff_ffff         ; outside memory: completes with an error
.inside:
        out     DISK_ADDR, r0
        and     r1, 1
        jeq     r1, 0, .read
        mov     r1, buffer
        st8     [r1 + 64], r10
        out     DISK_WRITE, r11
        jmp     .next
.read:  out     DISK_READ, r11
        jmp     .next

.fault: mov     r0, 0
        div     r10, r0                 ; the handler's first instruction is an rdtsc
        jmp     .next

.no_port:
        in      r0, 0x7f
        out     0x7f, r0
        jmp     .next

.sleep: wfi
        jmp     .next

mix:    xor     r10, r0
        mul     r10, r9
        mov     r0, r10
        shr     r0, 29
        xor     r10, r0
        mov     r9, MIX
        ret

; r0 into the word at `mixed`
note:   push    r1
        push    r2
        mov     r1, mixed
        ld8     r2, [r1]
        mul     r2, 31
        add     r2, r0
        st8     [r1], r2
        pop     r2
        pop     r1
        ret

; skips the instruction that faulted
on_fault:
        rdtsc   r8
        push    r0
        push    r1
        mov     r0, r8
        call    note
        ld8     r0, [sp + 16]
        add     r0, 8
        st8     [sp + 16], r0
        pop     r1
        pop     r0
        iret

on_timer:
        push    r0
        rdtsc   r0
        call    note
        in      r0, TIMER_FIRED
        call    note
        pop     r0
        iret

on_key: push    r0
.more:  in      r0, KEYBOARD_NEXT
        jeq     r0, 0, .done
        call    note
        jmp     .more
.done:  pop     r0
        iret

on_mouse:
        push    r0
.more:  in      r0, MOUSE_COUNT
        jeq     r0, 0, .done
        in      r0, MOUSE_DX
        call    note
        in      r0, MOUSE_BUTTONS
        call    note
        out     MOUSE_POP, r0
        jmp     .more
.done:  pop     r0
        iret

on_frame:
        push    r0
        push    r1
        in      r0, NETWORK_HEAD
        out     NETWORK_TAIL, r0
        mov     r1, ring
        ld8     r0, [r1 + 24]           ; the first payload word of slot 0, whatever came last
        call    note
        pop     r1
        pop     r0
        iret

on_disk:
        push    r0
        push    r1
.more:  in      r0, DISK_DONE
        jeq     r0, 0, .done
        in      r0, DISK_DONE_TAG
        call    note
        in      r0, DISK_DONE_STATUS
        call    note
        out     DISK_DONE_POP, r0
        mov     r1, buffer
        ld8     r0, [r1 + 64]
        call    note
        jmp     .more
.done:  pop     r1
        pop     r0
        iret

        .data
mixed:  .quad   0
frame:  .space  64
buffer: .space  DISK_BLOCK_BYTES
ring:   .space  SLOTS * NETWORK_SLOT_BYTES
stack:  .space  4096
stack_end:
