; typist: shows what is typed and where the mouse went, until Ctrl-D or a line with only q.
;
; What it shows. Input from a person. A key that was pressed and lost on the way is the one thing that
; fault tolerance can't make good afterwards, because nobody will press it again. So the world keeps
; offering a key until its log entry is safe with the backup.
;
; Nondeterminism it meets. Keys and mouse movements: what, and before which instruction. A movement is
; shown in the middle of the text, as <dx,dy,buttons>, so its place among the letters shows the order
; in which the machine learned of them.
;
; What a failover may change. Keys can take longer to appear. A key and a movement that come at nearly
; the same time may appear in the other order. No key may be missing or come twice.

        .include "devices.inc"

        .equ    STACK_TOP, 0x2_0000
        .memory STACK_TOP               ; the stack grows down from the end
        .equ    CTRL_D, 4

; Registers that keep their meaning: r6 characters in this line, r7 the last one, r8 keys, r9 mouse
; movements, r10 and r11 where the mouse is.
start:
        mov     sp, STACK_TOP
        mov     r6, 0
        mov     r7, 0
        mov     r8, 0
        mov     r9, 0
        mov     r10, 0
        mov     r11, 0
        mov     r0, wake_up
        mov     r1, VECTOR_KEYBOARD
        st8     [r1], r0
        mov     r1, VECTOR_MOUSE
        st8     [r1], r0

; Looks with interrupts off and sleeps: see wait_for_frame in network.inc.
look:
        cli
        in      r0, KEYBOARD_COUNT
        jne     r0, 0, key
        in      r0, MOUSE_COUNT
        jne     r0, 0, movement
        wfi
        sti
        jmp     look

key:
        sti
        in      r0, KEYBOARD_NEXT
        add     r8, 1
        jeq     r0, CTRL_D, finish
        jeq     r0, '\n', .line
        out     CONSOLE_PUT, r0
        out     CONSOLE_FLUSH, r0       ; a typist wants to see each letter at once
        mov     r7, r0
        add     r6, 1
        jmp     look
.line:
        out     CONSOLE_PUT, r0
        jne     r6, 1, .go_on
        jeq     r7, 'q', report
.go_on:
        mov     r6, 0
        jmp     look

movement:
        sti
        add     r9, 1
        mov     r0, '<'
        out     CONSOLE_PUT, r0
        in      r0, MOUSE_DX
        add     r10, r0
        call    print_signed
        mov     r0, ','
        out     CONSOLE_PUT, r0
        in      r0, MOUSE_DY
        add     r11, r0
        call    print_signed
        mov     r0, ','
        out     CONSOLE_PUT, r0
        in      r0, MOUSE_BUTTONS
        call    print_decimal
        mov     r0, '>'
        out     CONSOLE_PUT, r0
        out     CONSOLE_FLUSH, r0
        out     MOUSE_POP, r0
        jmp     look

finish:
        call    print_newline
report:
        mov     r0, r8
        call    print_decimal
        mov     r0, text_keys
        call    print_text
        mov     r0, r9
        call    print_decimal
        mov     r0, text_movements
        call    print_text
        mov     r0, r10
        call    print_signed
        mov     r0, ','
        out     CONSOLE_PUT, r0
        mov     r0, r11
        call    print_signed
        call    print_newline
        jmp     power_off

        .include "lib.inc"

        .data
text_keys:
        .asciz  " keys, "
text_movements:
        .asciz  " movements to "
