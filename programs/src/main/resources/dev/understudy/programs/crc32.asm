; crc32: the CRC-32 checksum of two mebibytes, one byte at a time by a table.
;
; What it shows. A machine that reads memory and computes; see sieve. The table and the data are made
; at the start, so all of memory follows from the program alone.
;
; Nondeterminism it meets. None.
;
; What a failover may change. When the line appears.

        .equ    SIZE, 2 << 20           ; bytes, a multiple of 8
        .equ    PASSES, 1               ; how often the checksum is computed
        .equ    TABLE, 0x1_0000
        .equ    BYTES, 0x2_0000
        .memory (BYTES + SIZE + 4095) / 4096 * 4096

        .include "devices.inc"

        .equ    STACK_TOP, TABLE
        .equ    POLYNOMIAL, 0xedb8_8320 ; that of Ethernet and zip, its lowest power in the topmost bit

start:
        mov     sp, STACK_TOP
        call    make_table
        call    make_bytes
        mov     r7, PASSES

.pass:
        mov     r0, 0xffff_ffff
        mov     r1, BYTES
        mov     r3, BYTES + SIZE
.byte:
        ld1     r2, [r1]
        xor     r2, r0
        and     r2, 255
        shl     r2, 2
        ld4     r2, [r2 + TABLE]
        shr     r0, 8
        xor     r0, r2
        add     r1, 1
        jltu    r1, r3, .byte
        mov     r1, 0xffff_ffff
        xor     r0, r1
        sub     r7, 1
        jne     r7, 0, .pass

        mov     r6, r0
        mov     r0, text_crc
        call    print_text
        mov     r0, r6
        call    print_hex
        call    print_newline
        jmp     power_off

; make_table: entry i is what is left of byte i after eight steps of the division.
make_table:
        mov     r0, 0
        mov     r5, POLYNOMIAL
.entry:
        mov     r1, r0
        mov     r2, 8
.bit:
        mov     r3, r1
        and     r3, 1
        shr     r1, 1
        jeq     r3, 0, .even
        xor     r1, r5
.even:
        sub     r2, 1
        jne     r2, 0, .bit
        mov     r3, r0
        shl     r3, 2
        st4     [r3 + TABLE], r1
        add     r0, 1
        jlt     r0, 256, .entry
        ret

; make_bytes: fills the data with the numbers of a xorshift generator.
make_bytes:
        mov     r0, 88172645463325252
        mov     r1, BYTES
        mov     r3, BYTES + SIZE
.word:
        mov     r2, r0
        shl     r2, 13
        xor     r0, r2
        mov     r2, r0
        shr     r2, 7
        xor     r0, r2
        mov     r2, r0
        shl     r2, 17
        xor     r0, r2
        st8     [r1], r0
        add     r1, 8
        jltu    r1, r3, .word
        ret

        .include "lib.inc"

        .data
text_crc:
        .asciz  "crc32 "
