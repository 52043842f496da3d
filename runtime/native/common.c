#include "common.h"

#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>

void close_now(int *fd) {
  int kept = errno;
  /* close is not repeated after EINTR: on Linux the descriptor is gone by then. */
  if (*fd >= 0) (void)close(*fd);
  *fd = -1;
  errno = kept;
}

void close_fd_of(int *fd) { close_now(fd); }

void free_pointer_of(void *pointer) {
  int kept = errno;
  free(*(void **)pointer);
  errno = kept;
}

void close_dir_of(DIR **dir) {
  int kept = errno;
  if (*dir != NULL) (void)closedir(*dir);
  errno = kept;
}

static void complain(const char *format, va_list arguments, const char *reason) {
  char line[2048] = "wherry: ";
  size_t used = strlen(line);
  int length = vsnprintf(line + used, sizeof line - used, format, arguments);
  if (length > 0) used += (size_t)length;
  if (used > sizeof line - 1) used = sizeof line - 1;
  if (reason != NULL) {
    length = snprintf(line + used, sizeof line - used, ": %s", reason);
    if (length > 0) used += (size_t)length;
  }
  if (used > sizeof line - 2) used = sizeof line - 2;
  line[used++] = '\n';
  (void)write_exact(STDERR_FILENO, line, used);
}

void die(int code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  complain(format, arguments, NULL);
  va_end(arguments);
  _exit(code);
}

void die_errno(int code, const char *format, ...) {
  const char *reason = strerror(errno);
  va_list arguments;
  va_start(arguments, format);
  complain(format, arguments, reason);
  va_end(arguments);
  _exit(code);
}

void *allocate(size_t size) { return allocate_again(NULL, size); }

void *allocate_again(void *pointer, size_t size) {
  void *memory = realloc(pointer, size == 0 ? 1 : size);
  if (memory == NULL) die(125, "out of memory");
  return memory;
}

char *copy_text(const char *text) {
  size_t size = strlen(text) + 1;
  return memcpy(allocate(size), text, size);
}

char *format_text(const char *format, ...) {
  char *text = NULL;
  va_list arguments;
  va_start(arguments, format);
  int length = vasprintf(&text, format, arguments);
  va_end(arguments);
  if (length < 0) die(125, "out of memory");
  return text;
}

ssize_t read_exact(int fd, void *buffer, size_t size) {
  size_t done = 0;
  while (done < size) {
    ssize_t count = RETRY(read(fd, (uint8_t *)buffer + done, size - done));
    if (count < 0) return -1;
    if (count == 0) break;
    done += (size_t)count;
  }
  return (ssize_t)done;
}

int write_exact(int fd, const void *bytes, size_t size) {
  size_t done = 0;
  while (done < size) {
    ssize_t count = RETRY(write(fd, (const uint8_t *)bytes + done, size - done));
    if (count >= 0) {
      done += (size_t)count;
    } else if (errno == EAGAIN) {
      struct pollfd writable = {.fd = fd, .events = POLLOUT};
      if (RETRY(poll(&writable, 1, -1)) < 0) return -1;
    } else {
      return -1;
    }
  }
  return 0;
}

ssize_t read_small_file(int at, const char *path, char *buffer, size_t size) {
  cleanup_fd int fd = openat(at, path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t length = read_exact(fd, buffer, size - 1);
  if (length >= 0) buffer[length] = '\0';
  return length;
}

int write_small_file(int at, const char *path, const char *text) {
  cleanup_fd int fd = openat(at, path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  ssize_t length = (ssize_t)strlen(text);
  ssize_t written = RETRY(write(fd, text, (size_t)length));
  if (written >= 0 && written != length) errno = EIO;
  return written == length ? 0 : -1;
}

bool text_equal(const char *a, const char *b) { return strcmp(a, b) == 0; }

bool text_starts(const char *text, const char *prefix) { return strncmp(text, prefix, strlen(prefix)) == 0; }

bool parse_number(const char *text, uint64_t max, uint64_t *number) {
  if (*text == '\0') return false;
  uint64_t value = 0;
  for (; *text != '\0'; text++) {
    if (*text < '0' || *text > '9') return false;
    uint64_t digit = (uint64_t)(*text - '0');
    if (digit > max || value > (max - digit) / 10) return false;
    value = value * 10 + digit;
  }
  *number = value;
  return true;
}
