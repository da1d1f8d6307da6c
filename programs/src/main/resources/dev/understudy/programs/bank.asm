; bank: a ledger on disk that moves money between accounts for its clients.
;
; What it shows. The whole of fault tolerance in one guest: requests from the network, a state in
; memory and on disk, and answers that promise something. Money must never appear or vanish, whatever
; dies and whenever. The program knows nothing about a backup. It only does what any careful server
; on a single machine does: it writes the ledger before it answers, and carries each request out once.
;
; Nondeterminism it meets. Frames, and the disk's answers: both are log entries. How many requests
; one write of the ledger covers depends on when frames came, so it follows from the log as well.
;
; What a failover may change. The backup may have to issue the last write again: the disk then holds
; the same bytes. Answers may come twice or have to be asked for again. Which of two transfers
; comes first may differ from a run without a failover, because the clients' requests then come at
; other times; an account can be short of money for one and not for the other. The total can't change.
;
;   16 transfer(from, to, amount)   position, new balances of from and to; refused, and nothing moves,
;                                   if from holds less than the amount
;   17 balance(account)             position, balance
;   18 total()                      position, sum of all balances
;
; The position numbers the requests in the order in which they were carried out.

        .include "devices.inc"

        .equ    STACK_TOP, 0x4_0000
        .memory STACK_TOP               ; the stack grows down from the end

        .equ    OPERATION_TRANSFER, 16
        .equ    OPERATION_BALANCE, 17
        .equ    OPERATION_TOTAL, 18

        .equ    ACCOUNTS, 32            ; numbered from 0; the ledger has room for 60
        .equ    OPENING_BALANCE, 1000

; The ledger: three blocks. The first holds a header and the balances, the others the clients'
; records: if only the balances were kept, a request that arrives again after a restart would be
; carried out again.
        .equ    LEDGER_MAGIC, 0
        .equ    LEDGER_CHECKSUM, 8
        .equ    LEDGER_WRITES, 16       ; how often it was written; the checksum covers all from here
        .equ    LEDGER_POSITION, 24     ; requests carried out
        .equ    LEDGER_ACCOUNTS, 32
        .equ    LEDGER_CLIENTS, 512
        .equ    LEDGER_BYTES, LEDGER_CLIENTS + MAX_CLIENTS * RECORD_BYTES
        .equ    LEDGER_BLOCKS, LEDGER_BYTES / 512
        .equ    MAGIC, 0x7265_6764_654c     ; "Ledger"

; On the disk there are two copies, written in turn. If the machine stops in the middle of a write,
; the copy that was not being written is whole, and it is what every client has been told.
        .equ    COPIES, 2

        .equ    BATCH, 16               ; replies that wait for one write of the ledger
        .equ    REPLY_LENGTH, MAX_REPLY_BYTES
        .equ    REPLY_SLOT_BYTES, MAX_REPLY_BYTES + 8
        .equ    DISK_TRIES, 3

; Registers that keep their meaning: r8 the ledger, r9 how many replies wait, r10 frame, r11 the
; record of its client, r12 frame length, r13 = 1 if the ledger has to be written.
start:
        mov     sp, STACK_TOP
        mov     r8, ledger
        call    start_disk
        call    start_network
        call    open_ledger

; Requests that are there already share one write of the ledger: their replies wait for it together.
serve:
        call    wait_for_frame
        mov     r9, 0
        mov     r13, 0
.next:
        jeq     r9, BATCH, .settle
        call    take_frame
        jeq     r0, 0, .settle
        call    carry_out
        call    drop_frame
        jmp     .next
.settle:
        jeq     r13, 0, .answer
        call    write_ledger
.answer:
        call    send_replies
        jmp     serve

; carry_out: the request in the frame at r0 of length r1; its reply joins those that wait.
carry_out:
        mov     r10, r0
        mov     r12, r1
        call    open_request
        mov     r11, r1
        jeq     r0, REQUEST_IGNORED, .ignored
        jeq     r0, REQUEST_AGAIN, .reply

        ld8     r2, [r10 + REQUEST_OPERATION]
        jeq     r2, OPERATION_TRANSFER, .transfer
        jeq     r2, OPERATION_BALANCE, .balance
        jeq     r2, OPERATION_TOTAL, .total
.not_understood:                        ; or no such account
        mov     r0, STATUS_NOT_UNDERSTOOD
        mov     r1, 0
        jmp     .close

.transfer:
        jltu    r12, REQUEST_ARGUMENTS + 24, .ignored
        ld8     r0, [r10 + REQUEST_ARGUMENTS]
        call    find_account
        jeq     r0, 0, .not_understood
        mov     r4, r0                  ; from
        ld8     r0, [r10 + REQUEST_ARGUMENTS + 8]
        call    find_account
        jeq     r0, 0, .not_understood
        mov     r5, r0                  ; to
        ld8     r3, [r10 + REQUEST_ARGUMENTS + 16]
        ld8     r1, [r4]
        mov     r0, STATUS_REFUSED
        jgtu    r3, r1, .moved
        sub     r1, r3
        st8     [r4], r1
        ld8     r2, [r5]                ; only now: both accounts may be the same
        add     r2, r3
        st8     [r5], r2
        mov     r0, STATUS_DONE
.moved:
        ld8     r1, [r4]
        ld8     r2, [r5]
        st8     [r11 + RECORD_VALUES + 8], r1
        st8     [r11 + RECORD_VALUES + 16], r2
        mov     r1, 3
        jmp     .number

.balance:
        jltu    r12, REQUEST_ARGUMENTS + 8, .ignored
        ld8     r0, [r10 + REQUEST_ARGUMENTS]
        call    find_account
        jeq     r0, 0, .not_understood
        ld8     r1, [r0]
        jmp     .tell

.total:
        mov     r1, 0
        mov     r2, r8
        add     r2, LEDGER_ACCOUNTS
        mov     r3, r2
        add     r3, ACCOUNTS * 8
.account:
        ld8     r4, [r2]
        add     r1, r4
        add     r2, 8
        jltu    r2, r3, .account
.tell:
        st8     [r11 + RECORD_VALUES + 8], r1
        mov     r0, STATUS_DONE
        mov     r1, 2

.number:
        ld8     r2, [r8 + LEDGER_POSITION]
        add     r2, 1
        st8     [r8 + LEDGER_POSITION], r2
        st8     [r11 + RECORD_VALUES], r2

.close:                                 ; r0 = status, r1 = how many values
        ; Whatever it was, it has to be on disk before it is answered, a refusal and a mere question
        ; too. After a restart the same request, late in the network, must not find the money that it
        ; did not find the first time, and no position may be given out twice.
        mov     r13, 1
        mov     r2, r10
        mov     r3, r11
        call    close_request
.reply:
        mov     r0, r9
        mul     r0, REPLY_SLOT_BYTES
        add     r0, replies
        mov     r1, r10
        mov     r2, r11
        call    write_reply
        st8     [r0 + REPLY_LENGTH], r1
        add     r9, 1
.ignored:
        ret

; find_account: r0 = where the balance of account r0 stands, or 0 if there is no such account.
; Changes nothing else.
find_account:
        jgeu    r0, ACCOUNTS, .none
        shl     r0, 3
        add     r0, ledger + LEDGER_ACCOUNTS
        ret
.none:
        mov     r0, 0
        ret

; send_replies: everything that waited for the ledger.
send_replies:
        mov     r2, replies
.next:
        jeq     r9, 0, .done
        mov     r0, r2
        ld8     r1, [r2 + REPLY_LENGTH]
        call    send_frame
        add     r2, REPLY_SLOT_BYTES
        sub     r9, 1
        jmp     .next
.done:
        ret

; write_ledger: brings the ledger to the disk; returns when it is there.
write_ledger:
        push    r9
        push    r10
        ld8     r9, [r8 + LEDGER_WRITES]
        add     r9, 1
        st8     [r8 + LEDGER_WRITES], r9
        mov     r0, r8
        call    checksum
        st8     [r8 + LEDGER_CHECKSUM], r0
        and     r9, COPIES - 1
        mul     r9, LEDGER_BLOCKS       ; the older copy makes room
        mov     r10, DISK_TRIES
.write:
        mov     r0, r9
        mov     r1, r8
        mov     r2, LEDGER_BLOCKS
        call    write_blocks
        jeq     r0, 0, .written
        sub     r10, 1
        jne     r10, 0, .write
        jmp     disk_failed             ; to answer now would be a promise we can't keep
.written:
        pop     r10
        pop     r9
        ret

; open_ledger: takes the newer one of the two copies on disk, or opens a new ledger if neither is
; whole: the disk is new.
open_ledger:
        mov     r9, 0                   ; the copy we look at
        mov     r10, 0                  ; where the newer one is, 0 = none so far
        mov     r11, 0                  ; how often that one was written
.copy:
        mov     r12, r9
        mul     r12, LEDGER_BYTES
        add     r12, copies
        mov     r13, DISK_TRIES
.read:
        mov     r0, r9
        mul     r0, LEDGER_BLOCKS
        mov     r1, r12
        mov     r2, LEDGER_BLOCKS
        call    read_blocks
        jeq     r0, 0, .inspect
        sub     r13, 1
        jne     r13, 0, .read
        jmp     disk_failed
.inspect:
        ld8     r0, [r12 + LEDGER_MAGIC]
        mov     r1, MAGIC
        jne     r0, r1, .next
        mov     r0, r12
        call    checksum
        ld8     r1, [r12 + LEDGER_CHECKSUM]
        jne     r0, r1, .next
        ld8     r0, [r12 + LEDGER_WRITES]
        jleu    r0, r11, .next
        mov     r10, r12
        mov     r11, r0
.next:
        add     r9, 1
        jltu    r9, COPIES, .copy

        jeq     r10, 0, .new
        mov     r0, r8
        mov     r1, r10
        mov     r2, LEDGER_BYTES
        call    copy_words
        mov     r0, text_found
        call    print_text
        mov     r0, r11
        call    print_decimal
        jmp     print_newline
.new:
        mov     r0, MAGIC
        st8     [r8 + LEDGER_MAGIC], r0
        mov     r0, OPENING_BALANCE
        mov     r1, 0
        mov     r2, r8
.account:
        st8     [r2 + LEDGER_ACCOUNTS], r0
        add     r2, 8
        add     r1, 1
        jltu    r1, ACCOUNTS, .account
        mov     r0, text_new
        jmp     print_text

; checksum: of the ledger at r0; r0 = the sum. Each word is mixed in before the sum is multiplied, so
; that words which change places change it too.
checksum:
        mov     r1, r0
        mov     r2, r0
        add     r1, LEDGER_WRITES
        add     r2, LEDGER_BYTES
        mov     r0, MAGIC
        mov     r3, 0x9e37_79b9_7f4a_7c15
.word:
        ld8     r4, [r1]
        xor     r0, r4
        mul     r0, r3
        mov     r4, r0
        shr     r4, 29
        xor     r0, r4
        add     r1, 8
        jltu    r1, r2, .word
        ret

disk_failed:
        mov     r0, text_failed
        call    print_text
        mov     r0, 1
        out     POWER_OFF, r0

        .include "lib.inc"
        .include "network.inc"
        .include "requests.inc"
        .include "disk.inc"

        .data
        .align  8
ledger:
        .space  LEDGER_CLIENTS
clients:
        .space  MAX_CLIENTS * RECORD_BYTES
clients_end:
copies:
        .space  COPIES * LEDGER_BYTES
replies:
        .space  BATCH * REPLY_SLOT_BYTES
text_new:
        .asciz  "A new ledger.\n"
text_found:
        .asciz  "A ledger that was written this often: "
text_failed:
        .asciz  "The disk does not work.\n"
