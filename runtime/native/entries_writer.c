/* The writing half of entries.h. */
#include "entries.h"

enum { FLUSH_AT = 64 * 1024, BUFFER = ENTRY_BODY_MAX + FLUSH_AT };

struct entry_writer {
  int fd;
  size_t record; /* where the record being made starts */
  size_t used;
  uint8_t buffer[BUFFER];
};

void flush_entries(struct entry_writer *writer) {
  if (write_exact(writer->fd, writer->buffer, writer->used) < 0) fail_errno("write entries", "");
  writer->used = 0;
}

static void append(struct entry_writer *writer, const void *bytes, size_t size) {
  if (size > sizeof writer->buffer - writer->used) fail_reason("write entries", "", "an entry is too large");
  memcpy(writer->buffer + writer->used, bytes, size);
  writer->used += size;
}

struct entry_writer *open_entry_writer(int fd) {
  struct entry_writer *writer = allocate(sizeof *writer);
  writer->fd = fd;
  writer->used = writer->record = 0;
  append(writer, "WJFS", 4);
  put_u32(writer, ENTRIES_VERSION);
  return writer;
}

void begin_entry(struct entry_writer *writer, char op, const char *path) {
  if (writer->used >= FLUSH_AT) flush_entries(writer);
  writer->record = writer->used;
  put_u32(writer, 0);
  put_u8(writer, (uint8_t)op);
  if (op != 'E') put_text(writer, path);
}

void put_u8(struct entry_writer *writer, uint8_t value) { append(writer, &value, 1); }

void put_u32(struct entry_writer *writer, uint32_t value) {
  uint8_t bytes[4];
  store_u32(bytes, value);
  append(writer, bytes, sizeof bytes);
}

void put_u64(struct entry_writer *writer, uint64_t value) {
  put_u32(writer, (uint32_t)value);
  put_u32(writer, (uint32_t)(value >> 32));
}

void put_text(struct entry_writer *writer, const char *text) {
  size_t length = strlen(text);
  put_bytes(writer, text, length);
  put_u8(writer, 0);
}

void put_bytes(struct entry_writer *writer, const void *bytes, size_t size) {
  put_u32(writer, (uint32_t)size);
  append(writer, bytes, size);
}

void end_entry(struct entry_writer *writer) {
  size_t body = writer->used - writer->record - 5;
  if (body > ENTRY_BODY_MAX) fail_reason("write entries", "", "an entry is too large");
  store_u32(writer->buffer + writer->record, (uint32_t)body);
}

void write_content(struct entry_writer *writer, const void *bytes, size_t size) {
  flush_entries(writer);
  if (write_exact(writer->fd, bytes, size) < 0) fail_errno("write entries", "");
}
