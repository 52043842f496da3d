/*
 * The stream of file entries that crosses between TypeScript and jailfs, the same both ways: standard input of
 * `jailfs apply`, standard output of `jailfs walk`. All integers little-endian.
 *
 *   "WJFS"  u32 version (1)
 *   record: u32 length of the body, u8 op, body
 *
 * In a body, `s` is a text (u32 length, bytes, one NUL that the length does not count), `b` bytes (u32 length,
 * bytes), and `a` attributes: u32 mode (permission bits), u32 uid, u32 gid, i64 seconds and u32 nanoseconds of the
 * modification time, u64 the inode when the file has several names and 0 otherwise (apply ignores it), u32 count of
 * extended attributes, each `s` name and `b` value.
 *
 *   op  meaning              body
 *   D   directory            s path, a, u8 opaque: hides what lower layers have in it
 *   F   regular file         s path, a, u64 size, u8 1 when that many bytes follow the record
 *   L   symlink              s path, a, s target
 *   C B character, block     s path, a, u32 major, u32 minor
 *   P   fifo                 s path, a
 *   W   whiteout             s path: removes it from the layers below
 *   E   end                  nothing; a stream that ends without it was cut short
 * to apply alone:
 *   A   attributes           s path, a, u8 opaque: of a directory made before; "" is the root
 *   H   hard link            s path, s the name it shares its file with
 *   U   copy up              s path, u32 number of the --lower folder it comes from; a directory without its content
 *   O   opaque               s path: of a directory made before
 *   R   remove               s path, u8 1 for a directory, which must be empty
 *   T   time                 s path, i64 seconds, u32 nanoseconds: of a directory, once its content is made
 *   K   time of below        s path, u32 number of a --lower folder: the time that the directory has there
 *
 * Paths have no leading slash and no empty, "." or ".." names. Bounds: a body 1 MiB, a path or target 4095 bytes,
 * 1024 extended attributes of 64 KiB each.
 *
 * A failure is one line on standard error, four fields separated by tabs, in which backslash, tab and newline are
 * written \\, \t and \n: what was being done, path, errno number (0 for none), reason; the exit code is 1.
 */
#ifndef WHERRY_ENTRIES_H
#define WHERRY_ENTRIES_H

#include "common.h"

#include <sys/stat.h>
#include <time.h>

enum { ENTRIES_VERSION = 1, ENTRY_BODY_MAX = 1 << 20, ENTRY_PATH_MAX = 4095, ENTRY_XATTRS_MAX = 1024 };

struct entry_xattr {
  const char *name;
  const void *value;
  size_t size;
};

/* One record, parsed. Pointers lead into the reader's memory and hold until the next read_entry. */
struct entry {
  char op;
  char *path;
  mode_t mode;
  uid_t uid;
  gid_t gid;
  struct timespec time;
  uint32_t xattr_count;
  struct entry_xattr *xattrs;
  bool opaque;      /* D A */
  bool directory;   /* R */
  uint64_t size;    /* F */
  bool has_content; /* F */
  const char *target; /* L H */
  uint32_t major, minor; /* C B */
  uint32_t lower;   /* U K */
};

struct entry_reader;

/* Reads the stream's head. A failure of this and the following ends the process. */
struct entry_reader *open_entry_reader(int fd);
/* The next record; E comes as an entry too. */
void read_entry(struct entry_reader *reader, struct entry *entry);
/* Up to `max` bytes of the content that follows an F; at least one. */
size_t read_content(struct entry_reader *reader, uint64_t max, const void **bytes);
void close_entry_reader(struct entry_reader *reader);

struct entry_writer;

/* Writes the stream's head. */
struct entry_writer *open_entry_writer(int fd);
void begin_entry(struct entry_writer *writer, char op, const char *path);
void put_u8(struct entry_writer *writer, uint8_t value);
void put_u32(struct entry_writer *writer, uint32_t value);
void put_u64(struct entry_writer *writer, uint64_t value);
void put_text(struct entry_writer *writer, const char *text);
void put_bytes(struct entry_writer *writer, const void *bytes, size_t size);
void end_entry(struct entry_writer *writer);
/* Content of an F, as it is. */
void write_content(struct entry_writer *writer, const void *bytes, size_t size);
void flush_entries(struct entry_writer *writer);

/* Says on standard error what failed, with the text of errno or a reason of one's own, and ends the process. */
_Noreturn void fail_errno(const char *doing, const char *path);
_Noreturn void fail_reason(const char *doing, const char *path, const char *reason);

#endif
