; disklog: appends records to a log on disk, several at a time, then reads all back and checks them.
;
; What it shows. Pending I/O. While eight writes are under way the primary may die, and the backup
; can't know which of them the disk has seen. It knows only which ones its log has no answer to; those
; it issues again, in the order in which the guest issued them, with the data they had then.
;
; Nondeterminism it meets. The disk's answers: when, and in which order. Each is a log entry; that of a
; read carries the data, so the backup's memory gets what the primary's got without asking the disk.
;
; What a failover may change. The time it takes, and how often a block is written. The log on disk is
; the same to the byte, and so is the output, since nothing printed depends on the answers' order.
;
; A record fills one block: number, checksum, contents. Records in memory have a place for each tag: a
; write's data may be changed once it is issued, a read's data is there once its answer is.

        .include "devices.inc"

        .equ    STACK_TOP, 0x2_0000
        .memory STACK_TOP               ; the stack grows down from the end
        .equ    RECORDS, 512
        .equ    TAGS, 8                 ; this many requests under way
        .equ    ALL_TAGS, (1 << TAGS) - 1
        .equ    FIRST_BLOCK, 0
        .equ    RECORD_BYTES, 512
        .equ    RECORD_NUMBER, 0
        .equ    RECORD_CHECKSUM, 8
        .equ    RECORD_CONTENTS, 16
        .equ    MIX, 0x9e37_79b9_7f4a_7c15

; Registers that keep their meaning: r6 the next record to ask for, r7 records answered, r8 tags free,
; one bit each, r9 sum of all checksums, r10 bad records, r11 refused or failed requests, r12 state of
; the generator of contents, r13 r11 before the records were read, r14 MIX.
start:
        mov     sp, STACK_TOP
        mov     r0, wake_up
        mov     r1, VECTOR_DISK
        st8     [r1], r0
        mov     r9, 0
        mov     r10, 0
        mov     r11, 0
        mov     r12, 88172645463325252
        mov     r14, MIX

append:
        mov     r6, 0
        mov     r7, 0
        mov     r8, ALL_TAGS
.next:
        jeq     r7, RECORDS, .appended
        jeq     r6, RECORDS, .wait
        jeq     r8, 0, .wait
        call    take_tag                ; r0 = tag, r1 = its place in memory
        call    make_record
        call    name_block
        out     DISK_WRITE, r0
        call    check_accepted
        add     r6, 1
        jmp     .next
.wait:
        call    wait_for_answer         ; r0 = tag
        call    free_tag
        add     r7, 1
        jmp     .next
.appended:
        mov     r0, r7
        sub     r0, r11
        call    print_decimal
        mov     r0, text_appended
        call    print_text
        mov     r0, r9
        call    print_hex
        call    print_newline

verify:
        mov     r6, 0
        mov     r7, 0
        mov     r8, ALL_TAGS
        mov     r9, 0
        mov     r13, r11
.next:
        jeq     r7, RECORDS, .verified
        jeq     r6, RECORDS, .wait
        jeq     r8, 0, .wait
        call    take_tag
        mov     r2, asked               ; answers come in any order: note who asked for what
        mov     r3, r0
        shl     r3, 3
        add     r2, r3
        st8     [r2], r6
        call    name_block
        out     DISK_READ, r0
        call    check_accepted
        add     r6, 1
        jmp     .next
.wait:
        call    wait_for_answer
        call    check_record
        call    free_tag
        add     r7, 1
        jmp     .next
.verified:
        mov     r0, r7
        add     r0, r13
        sub     r0, r11
        call    print_decimal
        mov     r0, text_verified
        call    print_text
        mov     r0, r9
        call    print_hex
        mov     r0, text_bad
        call    print_text
        mov     r0, r10
        call    print_decimal
        mov     r0, text_errors
        call    print_text
        mov     r0, r11
        call    print_decimal
        call    print_newline
        jmp     power_off

; take_tag: r0 = a free tag, from now on taken; r1 = its place in memory. There must be one.
take_tag:
        mov     r0, 0
        mov     r2, 1
.look:
        mov     r1, r8
        and     r1, r2
        jne     r1, 0, .found
        shl     r2, 1
        add     r0, 1
        jmp     .look
.found:
        xor     r8, r2
        mov     r1, r0
        mul     r1, RECORD_BYTES
        add     r1, places
        ret

; free_tag: tag r0 is free again.
free_tag:
        mov     r1, 1
        shl     r1, r0
        or      r8, r1
        ret

; name_block: the request that comes next is for record r6 at r1. Keeps all registers but r2.
name_block:
        mov     r2, r6
        add     r2, FIRST_BLOCK
        out     DISK_BLOCK, r2
        out     DISK_ADDR, r1
        mov     r2, 1
        out     DISK_COUNT, r2
        ret

; check_accepted: whether the request with tag r0 was taken; one that was not is an error.
check_accepted:
        in      r2, DISK_ACCEPTED
        jne     r2, 0, .accepted
        add     r11, 1
        add     r7, 1                   ; no answer will come
        jmp     free_tag
.accepted:
        ret

; wait_for_answer: sleeps until there is one; r0 = its tag.
wait_for_answer:
        cli
        in      r0, DISK_DONE
        jne     r0, 0, .there
        wfi
        sti
        jmp     wait_for_answer
.there:
        sti
        in      r0, DISK_DONE_STATUS
        jeq     r0, 0, .well
        add     r11, 1
.well:
        in      r0, DISK_DONE_TAG
        out     DISK_DONE_POP, r0
        ret

; make_record: record r6, at r1. Keeps r0 and r1.
make_record:
        st8     [r1 + RECORD_NUMBER], r6
        mov     r2, r1
        mov     r3, r1
        add     r2, RECORD_CONTENTS
        add     r3, RECORD_BYTES
.word:
        mov     r4, r12                 ; a xorshift generator
        shl     r4, 13
        xor     r12, r4
        mov     r4, r12
        shr     r4, 7
        xor     r12, r4
        mov     r4, r12
        shl     r4, 17
        xor     r12, r4
        st8     [r2], r12
        add     r2, 8
        jltu    r2, r3, .word
        call    checksum
        st8     [r1 + RECORD_CHECKSUM], r2
        add     r9, r2
        ret

; check_record: the record that was asked for with tag r0. Keeps r0.
check_record:
        mov     r1, r0
        mul     r1, RECORD_BYTES
        add     r1, places
        call    checksum
        add     r9, r2
        ld8     r3, [r1 + RECORD_CHECKSUM]
        jne     r3, r2, .bad
        mov     r2, asked
        mov     r3, r0
        shl     r3, 3
        add     r2, r3
        ld8     r2, [r2]
        ld8     r3, [r1 + RECORD_NUMBER]
        jne     r3, r2, .bad
        ret
.bad:
        add     r10, 1
        ret

; checksum: r2 = the checksum of the record at r1: its number and its contents. Keeps r0 and r1.
checksum:
        ld8     r2, [r1 + RECORD_NUMBER]
        mov     r3, r1
        mov     r4, r1
        add     r3, RECORD_CONTENTS
        add     r4, RECORD_BYTES
.word:
        ld8     r5, [r3]
        xor     r2, r5
        mul     r2, r14
        mov     r5, r2
        shr     r5, 29
        xor     r2, r5
        add     r3, 8
        jltu    r3, r4, .word
        ret

        .include "lib.inc"

        .data
        .align  8
asked:
        .space  TAGS * 8
text_appended:
        .asciz  " records appended, sum "
text_verified:
        .asciz  " records read back, sum "
text_bad:
        .asciz  ", bad "
text_errors:
        .asciz  ", errors "
        .align  RECORD_BYTES
places:
        .space  TAGS * RECORD_BYTES
