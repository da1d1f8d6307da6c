/* There are no files. Descriptors 0, 1 and 2 are keyboard and console; who asks for a file hears
   that there is none, as on a system without a disk. */
#include <errno.h>
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include "understudy.h"

int open(const char *name, int flags, ...) {
  (void)name;
  errno = (flags & O_CREAT) != 0 ? EROFS : ENOENT;
  return -1;
}

int close(int file) {
  (void)file;
  return 0;
}

ssize_t read(int file, void *bytes, size_t length) {
  if (file != STDIN_FILENO) {
    errno = EBADF;
    return -1;
  }
  if (length == 0) {
    return 0;
  }
  *(char *)bytes = (char)keyboard_wait();
  return 1;
}

ssize_t write(int file, const void *bytes, size_t length) {
  if (file != STDOUT_FILENO && file != STDERR_FILENO) {
    errno = EBADF;
    return -1;
  }
  console_write(bytes, length);
  return (ssize_t)length;
}

off_t lseek(int file, off_t offset, int whence) {
  (void)file;
  (void)offset;
  (void)whence;
  errno = ESPIPE;
  return -1;
}

int unlink(const char *name) {
  (void)name;
  errno = ENOENT;
  return -1;
}
