/* Ports, lines and sizes of the devices.
   Written from the device definitions; docs/reference/DEVICES.md says what they do. */
#ifndef DEVICES_H
#define DEVICES_H

/* console */
#define CONSOLE_PUT 0x10                /* out */
#define CONSOLE_FLUSH 0x11              /* out */
#define CONSOLE_ADDR 0x12               /* out */
#define CONSOLE_WRITE 0x13              /* out */
#define CONSOLE_REFUSED 0x14            /* in */
#define CONSOLE_GREATEST_WRITE 65536    /* bytes that one CONSOLE_WRITE takes */

/* keyboard */
#define KEYBOARD_COUNT 0x20             /* in */
#define KEYBOARD_NEXT 0x21              /* in */
#define KEYBOARD_QUEUE_KEYS 64          /* keys that can wait */
#define LINE_KEYBOARD 1                 /* interrupt line */

/* mouse */
#define MOUSE_COUNT 0x28                /* in */
#define MOUSE_DX 0x29                   /* in */
#define MOUSE_DY 0x2a                   /* in */
#define MOUSE_BUTTONS 0x2b              /* in */
#define MOUSE_POP 0x2c                  /* out */
#define MOUSE_QUEUE_EVENTS 64           /* movements that can wait */
#define LINE_MOUSE 2                    /* interrupt line */

/* timer */
#define TIMER_ONCE 0x30                 /* out */
#define TIMER_PERIOD 0x31               /* out */
#define TIMER_FIRED 0x32                /* in */
#define TIMER_LEAST_PERIOD 1000         /* ns, the shortest period */
#define LINE_TIMER 0                    /* interrupt line */

/* network */
#define NETWORK_ADDRESS 0x40            /* in */
#define NETWORK_SEND_ADDR 0x41          /* out */
#define NETWORK_SEND 0x42               /* out */
#define NETWORK_RING_ADDR 0x43          /* out */
#define NETWORK_RING_SLOTS 0x44         /* out */
#define NETWORK_HEAD 0x45               /* in */
#define NETWORK_TAIL 0x46               /* out */
#define NETWORK_REFUSED 0x47            /* in */
#define NETWORK_SLOT_BYTES 2048         /* bytes of a slot */
#define NETWORK_HEADER_BYTES 16         /* bytes before a frame's payload */
#define NETWORK_GREATEST_FRAME 1516     /* bytes of the longest frame */
#define LINE_NETWORK 3                  /* interrupt line */

/* disk */
#define DISK_BLOCK 0x50                 /* out */
#define DISK_ADDR 0x51                  /* out */
#define DISK_COUNT 0x52                 /* out */
#define DISK_READ 0x53                  /* out */
#define DISK_WRITE 0x54                 /* out */
#define DISK_ACCEPTED 0x55              /* in */
#define DISK_DONE 0x56                  /* in */
#define DISK_DONE_TAG 0x57              /* in */
#define DISK_DONE_STATUS 0x58           /* in */
#define DISK_DONE_POP 0x59              /* out */
#define DISK_BLOCKS 0x5a                /* in */
#define DISK_BLOCK_BYTES 512            /* bytes of a block */
#define DISK_GREATEST_COUNT 128         /* blocks of the largest request */
#define DISK_GREATEST_OUTSTANDING 16    /* requests that can be outstanding */
#define LINE_DISK 4                     /* interrupt line */

/* power */
#define POWER_OFF 0x60                  /* out */

#endif
