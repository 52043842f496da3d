/* What both programs need: ownership that is visible, calls that survive signals, reading and writing in full. */
#ifndef WHERRY_COMMON_H
#define WHERRY_COMMON_H

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

/* `cleanup_fd int fd = -1;` is closed at the end of its scope unless steal_fd took it. errno survives. */
#define cleanup_fd __attribute__((cleanup(close_fd_of)))
#define cleanup_free __attribute__((cleanup(free_pointer_of)))
#define cleanup_dir __attribute__((cleanup(close_dir_of)))

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* A system call again and again while a signal interrupts it. */
#define RETRY(call) TEMP_FAILURE_RETRY(call)

void close_fd_of(int *fd);
void free_pointer_of(void *pointer);
void close_dir_of(DIR **dir);

/* Takes the descriptor out of its variable, so that the variable's cleanup leaves it alone. */
static inline int steal_fd(int *fd) {
  int taken = *fd;
  *fd = -1;
  return taken;
}

/* Closes now, if open, and marks the variable as closed. */
void close_now(int *fd);

/* One line on standard error, "wherry: MESSAGE", then exit. */
_Noreturn void die(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same with ": " and the text of errno. */
_Noreturn void die_errno(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Never NULL: a helper that has no memory for a few kilobytes can do nothing better than say so and end. */
void *allocate(size_t size);
void *allocate_again(void *pointer, size_t size);
char *copy_text(const char *text);
char *format_text(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The number of bytes read, less than size only at the end of the file; -1 with errno. */
ssize_t read_exact(int fd, void *buffer, size_t size);
/* 0, or -1 with errno. Waits with poll where the descriptor does not block. */
int write_exact(int fd, const void *bytes, size_t size);
/* The whole of a small file as text, at most size - 1 bytes and a NUL; its length, or -1 with errno. */
ssize_t read_small_file(int at, const char *path, char *buffer, size_t size);
/* Opens, writes in one call, closes: the way of files in /proc, /sys and cgroups. 0, or -1 with errno. */
int write_small_file(int at, const char *path, const char *text);

bool text_equal(const char *a, const char *b);
bool text_starts(const char *text, const char *prefix);
/* A whole decimal number, without sign or space, of at most `max`; false when it is anything else. */
bool parse_number(const char *text, uint64_t max, uint64_t *number);

/* u16 and u32 of a byte stream, little-endian, at any alignment. */
static inline uint16_t load_u16(const uint8_t *at) { return (uint16_t)(at[0] | at[1] << 8); }
static inline uint32_t load_u32(const uint8_t *at) {
  return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}
static inline uint64_t load_u64(const uint8_t *at) { return load_u32(at) | (uint64_t)load_u32(at + 4) << 32; }
static inline void store_u16(uint8_t *at, uint16_t value) {
  at[0] = (uint8_t)value;
  at[1] = (uint8_t)(value >> 8);
}
static inline void store_u32(uint8_t *at, uint32_t value) {
  store_u16(at, (uint16_t)value);
  store_u16(at + 2, (uint16_t)(value >> 16));
}

#endif
