; hello: prints one line and powers off.
;
; What it shows. A machine that touches nothing but its console meets no nondeterminism at all: no
; clock, no input, no randomness. Its log is nearly empty, and yet both of its outputs obey the
; output rule: the line waits until the backup holds the log entry that stands behind it, and so
; does the power-off, or a backup could come alive after the machine had already ended.
;
; What a failover may change. Nothing but the time at which the line appears. If the primary dies
; before the backup holds the entry of the line, the line was never let out, and the backup prints
; it. If it dies later, the backup prints it again unless it knows that it is out; the console drops
; a piece that it has shown already.

        .include "devices.inc"

start:
        mov     r0, greeting
        mov     r1, greeting_end - greeting
        out     CONSOLE_ADDR, r0
        out     CONSOLE_WRITE, r1       ; the device fetches r1 bytes from memory at r0

        mov     r0, 0
        out     POWER_OFF, r0           ; exit code 0

        .data
greeting:
        .ascii  "Hello from a machine with an understudy.\n"
greeting_end:
