#include "entries.h"

enum { READ_BUFFER = 256 * 1024 };

static const char MAGIC[4] = {'W', 'J', 'F', 'S'};

struct entry_reader {
  int fd;
  size_t start, end; /* what is read and not yet used */
  uint8_t *body;
  struct entry_xattr xattrs[ENTRY_XATTRS_MAX];
  uint8_t buffer[READ_BUFFER];
};

/* What of a body is still unread. */
struct cursor {
  uint8_t *at;
  size_t left;
};

static _Noreturn void malformed(const char *what) { fail_reason("read entries", "", what); }

/* False at the end of the stream. */
static bool fill(struct entry_reader *reader) {
  ssize_t count = RETRY(read(reader->fd, reader->buffer, sizeof reader->buffer));
  if (count < 0) fail_errno("read entries", "");
  reader->start = 0;
  reader->end = (size_t)count;
  return count > 0;
}

static void read_fully(struct entry_reader *reader, void *to, size_t size) {
  uint8_t *at = to;
  while (size > 0) {
    if (reader->start == reader->end && !fill(reader)) malformed("the stream ended early");
    size_t part = reader->end - reader->start;
    if (part > size) part = size;
    memcpy(at, reader->buffer + reader->start, part);
    reader->start += part;
    at += part;
    size -= part;
  }
}

struct entry_reader *open_entry_reader(int fd) {
  struct entry_reader *reader = allocate(sizeof *reader);
  reader->fd = fd;
  reader->start = reader->end = 0;
  reader->body = allocate(ENTRY_BODY_MAX);
  uint8_t head[8];
  read_fully(reader, head, sizeof head);
  if (memcmp(head, MAGIC, sizeof MAGIC) != 0) malformed("not a stream of entries");
  if (load_u32(head + 4) != ENTRIES_VERSION) malformed("another version of the stream");
  return reader;
}

static uint8_t *take(struct cursor *cursor, size_t size) {
  if (size > cursor->left) malformed("a record is shorter than its fields");
  uint8_t *at = cursor->at;
  cursor->at += size;
  cursor->left -= size;
  return at;
}

static uint8_t take_u8(struct cursor *cursor) { return *take(cursor, 1); }
static uint32_t take_u32(struct cursor *cursor) { return load_u32(take(cursor, 4)); }
static uint64_t take_u64(struct cursor *cursor) { return load_u64(take(cursor, 8)); }

static char *take_text(struct cursor *cursor, size_t max) {
  uint32_t length = take_u32(cursor);
  if (length > max) malformed("a text is too long");
  char *text = (char *)take(cursor, (size_t)length + 1);
  if (text[length] != '\0' || strlen(text) != length) malformed("a text has a NUL inside or none behind");
  return text;
}

/* What TypeScript resolved must be plain: no name that leads up, or nowhere. */
static void check_path(const char *path) {
  for (const char *name = path; *name != '\0';) {
    size_t length = strcspn(name, "/");
    bool dots = (length == 1 && name[0] == '.') || (length == 2 && name[0] == '.' && name[1] == '.');
    bool last = name[length] == '\0';
    if (length == 0 || dots || (!last && name[length + 1] == '\0')) fail_reason("read entry", path, "not a plain path");
    name += last ? length : length + 1;
  }
}

static void take_time(struct cursor *cursor, struct timespec *time) {
  time->tv_sec = (time_t)take_u64(cursor);
  time->tv_nsec = (long)take_u32(cursor);
  if (time->tv_nsec > 999999999) malformed("a time has too many nanoseconds");
}

static void take_attributes(struct entry_reader *reader, struct cursor *cursor, struct entry *entry) {
  entry->mode = take_u32(cursor);
  if (entry->mode > 07777) malformed("a mode has more than permission bits");
  entry->uid = take_u32(cursor);
  entry->gid = take_u32(cursor);
  if (entry->uid == (uid_t)-1 || entry->gid == (gid_t)-1) malformed("an owner is -1");
  take_time(cursor, &entry->time);
  (void)take_u64(cursor);
  entry->xattr_count = take_u32(cursor);
  if (entry->xattr_count > ENTRY_XATTRS_MAX) malformed("too many extended attributes");
  entry->xattrs = reader->xattrs;
  for (uint32_t i = 0; i < entry->xattr_count; i++) {
    struct entry_xattr *xattr = &reader->xattrs[i];
    xattr->name = take_text(cursor, 255);
    xattr->size = take_u32(cursor);
    if (xattr->size > 65536) malformed("an extended attribute is too long");
    xattr->value = take(cursor, xattr->size);
  }
}

static bool is_one_of(char op, const char *ops) { return op != '\0' && strchr(ops, op) != NULL; }

static void parse(struct entry_reader *reader, struct cursor *cursor, struct entry *entry) {
  if (entry->op == 'E') return;
  entry->path = take_text(cursor, ENTRY_PATH_MAX);
  check_path(entry->path);
  if (*entry->path == '\0' && !is_one_of(entry->op, "ATK")) malformed("only A, T and K may name the root");
  if (is_one_of(entry->op, "DFLCBPA")) take_attributes(reader, cursor, entry);
  switch (entry->op) {
    case 'D':
    case 'A':
      entry->opaque = take_u8(cursor) != 0;
      break;
    case 'F':
      entry->size = take_u64(cursor);
      entry->has_content = take_u8(cursor) != 0;
      break;
    case 'L':
      entry->target = take_text(cursor, ENTRY_PATH_MAX);
      break;
    case 'H':
      entry->target = take_text(cursor, ENTRY_PATH_MAX);
      check_path(entry->target);
      break;
    case 'C':
    case 'B':
      entry->major = take_u32(cursor);
      entry->minor = take_u32(cursor);
      break;
    case 'U':
    case 'K':
      entry->lower = take_u32(cursor);
      break;
    case 'R':
      entry->directory = take_u8(cursor) != 0;
      break;
    case 'T':
      take_time(cursor, &entry->time);
      break;
    case 'P':
    case 'W':
    case 'O':
      break;
    default:
      malformed("an unknown op");
  }
}

void read_entry(struct entry_reader *reader, struct entry *entry) {
  uint8_t head[5];
  read_fully(reader, head, sizeof head);
  uint32_t length = load_u32(head);
  if (length > ENTRY_BODY_MAX) malformed("a record is too long");
  read_fully(reader, reader->body, length);
  *entry = (struct entry){.op = (char)head[4]};
  struct cursor cursor = {.at = reader->body, .left = length};
  parse(reader, &cursor, entry);
  if (cursor.left != 0) malformed("a record is longer than its fields");
}

void close_entry_reader(struct entry_reader *reader) {
  free(reader->body);
  free(reader);
}

size_t read_content(struct entry_reader *reader, uint64_t max, const void **bytes) {
  if (reader->start == reader->end && !fill(reader)) malformed("the stream ended early");
  size_t size = reader->end - reader->start;
  if (size > max) size = (size_t)max;
  *bytes = reader->buffer + reader->start;
  reader->start += size;
  return size;
}
