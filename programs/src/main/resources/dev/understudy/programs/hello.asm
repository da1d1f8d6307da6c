; hello: prints one line and powers off.
;
; What it shows. The smallest guest, and the output rule. Both of its outputs wait until the backup
; holds the log entry that stands behind them: the line, and the power-off too, or a backup could come
; alive after the machine had already ended.
;
; Nondeterminism it meets. None: no clock, no input, no randomness. Its log holds little more than the
; entries of those two outputs.
;
; What a failover may change. Nothing but the time at which the line appears. If the primary dies
; before the backup holds the entry of the line, the line was never let out, and the backup prints
; it. If it dies later, the backup prints it again unless it knows that it is out; the console drops
; what it has shown already.

        .include "devices.inc"

        .memory 64K

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
