#include "exit_record.h"

#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>

#include "common.h"
#include "timestamp.h"

static void append_json_text(char *out, size_t size, const char *text) {
  size_t used = 0;
  for (; *text != '\0' && used + 8 < size; text++) {
    unsigned char byte = (unsigned char)*text;
    if (byte == '"' || byte == '\\') {
      out[used++] = '\\';
      out[used++] = *text;
    } else if (byte < 0x20 || byte == 0x7f) {
      used += (size_t)snprintf(out + used, size - used, "\\u%04x", byte);
    } else {
      out[used++] = *text;
    }
  }
  out[used] = '\0';
}

static int write_and_sync(const char *path, const char *text) {
  cleanup_fd int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
  if (fd < 0 || write_exact(fd, text, strlen(text)) != 0) return -1;
  return RETRY(fsync(fd));
}

int write_exit_record(const char *path, const struct exit_record *record) {
  char now[TIMESTAMP_LENGTH + 1], failed[4096] = "";
  timestamp_now(now);
  if (record->failed != NULL) append_json_text(failed, sizeof failed, record->failed);
  cleanup_free char *json = format_text(
      "{\"code\":%d,\"signal\":%d,\"finishedAt\":\"%s\",\"oom\":%s%s%s%s}\n", record->code, record->signal, now,
      record->oom_killed ? "true" : "false", record->failed != NULL ? ",\"failed\":\"" : "", failed,
      record->failed != NULL ? "\"" : "");
  cleanup_free char *temporary = format_text("%s.new", path);
  if (write_and_sync(temporary, json) != 0 || rename(temporary, path) != 0) return -1;
  cleanup_free char *copy = copy_text(path);
  cleanup_fd int folder = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return folder < 0 ? -1 : RETRY(fsync(folder));
}
