; kv: a key-value server in memory with put, get and compare-and-swap.
;
; What it shows. A larger state than counter's: a hash table that grows with use. A failover hands
; all of it over without copying anything, because the backup built the same table by carrying out
; the same instructions. Compare-and-swap makes a mistake visible at once: if a backup went live
; without a put that a client holds the answer to, that client's next swap would fail for no reason.
;
; Nondeterminism it meets. Frames and their order, as in counter. The table itself is deterministic:
; where a key ends up depends on the order in which keys came.
;
; What a failover may change. Answers may come twice or have to be asked for again; requests are
; carried out once (requests.inc). Each client sees its operations take effect in one order that all
; clients agree on, as if there were one machine that never failed.
;
;   32 put(key, value)
;   33 get(key)                  the value; 0 if it was never set
;   34 cas(key, expected, new)   the value found; refused if that is not the expected one

        .include "devices.inc"

        .equ    STACK_TOP, 0x2_0000

        .equ    OPERATION_PUT, 32
        .equ    OPERATION_GET, 33
        .equ    OPERATION_CAS, 34

        .equ    SLOT_BITS, 12           ; the table has 2 to this power slots
        .equ    SLOTS, 1 << SLOT_BITS
        .equ    MAX_KEYS, SLOTS - 1     ; one slot stays free, or a search would not end
        .equ    SLOT_USED, 0
        .equ    SLOT_KEY, 8
        .equ    SLOT_VALUE, 16
        .equ    TABLE_SLOT_BYTES, 24
        .equ    TABLE_BYTES, SLOTS * TABLE_SLOT_BYTES
        .equ    TABLE, STACK_TOP        ; memory there is zero at the start: all slots are free
        .memory (TABLE + TABLE_BYTES + 4095) / 4096 * 4096

; Registers that keep their meaning: r10 frame, r11 the record of its client, r12 frame length,
; r14 how many keys the table holds.
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
        mov     r12, r1
        call    open_request
        mov     r11, r1
        jeq     r0, REQUEST_IGNORED, .ignored
        jeq     r0, REQUEST_AGAIN, .reply

        ld8     r2, [r10 + REQUEST_OPERATION]
        jeq     r2, OPERATION_PUT, .put
        jeq     r2, OPERATION_GET, .get
        jeq     r2, OPERATION_CAS, .cas
.not_understood:                        ; or no room for another key
        mov     r0, STATUS_NOT_UNDERSTOOD
        mov     r1, 0
        jmp     .close

.put:
        jltu    r12, REQUEST_ARGUMENTS + 16, .ignored
        call    find_slot
        jeq     r0, 0, .not_understood
        ld8     r1, [r10 + REQUEST_ARGUMENTS + 8]
        st8     [r0 + SLOT_VALUE], r1
        mov     r0, STATUS_DONE
        mov     r1, 0
        jmp     .close

.get:
        jltu    r12, REQUEST_ARGUMENTS + 8, .ignored
        call    find_slot
        jeq     r0, 0, .not_understood
        ld8     r1, [r0 + SLOT_VALUE]
        st8     [r11 + RECORD_VALUES], r1
        mov     r0, STATUS_DONE
        mov     r1, 1
        jmp     .close

.cas:
        jltu    r12, REQUEST_ARGUMENTS + 24, .ignored
        call    find_slot
        jeq     r0, 0, .not_understood
        mov     r2, r0
        ld8     r1, [r2 + SLOT_VALUE]
        st8     [r11 + RECORD_VALUES], r1
        ld8     r3, [r10 + REQUEST_ARGUMENTS + 8]
        mov     r0, STATUS_REFUSED
        jne     r1, r3, .found
        ld8     r3, [r10 + REQUEST_ARGUMENTS + 16]
        st8     [r2 + SLOT_VALUE], r3
        mov     r0, STATUS_DONE
.found:
        mov     r1, 1

.close:                                 ; r0 = status, r1 = how many values
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

; find_slot: r0 = the slot of the request's key; a key that was never seen gets one, with the value 0.
; r0 = 0 if there is no room for it.
;
; A multiplication with 2^64 divided by the golden ratio spreads keys; its topmost bits choose the
; slot to start at. From there we go on until the key or a free slot turns up.
find_slot:
        ld8     r2, [r10 + REQUEST_ARGUMENTS]
        mov     r3, r2
        mov     r4, 0x9e37_79b9_7f4a_7c15
        mul     r3, r4
        shr     r3, 64 - SLOT_BITS
        mul     r3, TABLE_SLOT_BYTES
        mov     r4, TABLE_BYTES
.look:
        mov     r0, r3
        add     r0, TABLE
        ld8     r1, [r0 + SLOT_USED]
        jeq     r1, 0, .free
        ld8     r1, [r0 + SLOT_KEY]
        jeq     r1, r2, .found
        add     r3, TABLE_SLOT_BYTES
        jltu    r3, r4, .look
        mov     r3, 0                   ; round the end
        jmp     .look
.free:
        jgeu    r14, MAX_KEYS, .full
        add     r14, 1
        mov     r1, 1
        st8     [r0 + SLOT_USED], r1
        st8     [r0 + SLOT_KEY], r2
.found:
        ret
.full:
        mov     r0, 0
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
