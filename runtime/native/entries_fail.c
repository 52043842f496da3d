/* How jailfs says what went wrong: see the end of entries.h's head. */
#include "entries.h"

#include <stdio.h>

static void add_escaped(char *line, size_t size, size_t *used, const char *text) {
  for (; *text != '\0' && *used + 3 < size; text++) {
    char letter = *text == '\t' ? 't' : *text == '\n' ? 'n' : *text == '\\' ? '\\' : '\0';
    if (letter != '\0') line[(*used)++] = '\\';
    line[(*used)++] = letter != '\0' ? letter : *text;
  }
}

static _Noreturn void fail(const char *doing, const char *path, int number, const char *reason) {
  char line[3 * ENTRY_PATH_MAX];
  char digits[16];
  size_t used = 0;
  (void)snprintf(digits, sizeof digits, "%d", number);
  const char *fields[] = {doing, path, digits, reason};
  for (size_t i = 0; i < COUNT_OF(fields); i++) {
    add_escaped(line, sizeof line - 1, &used, fields[i]);
    line[used++] = i + 1 < COUNT_OF(fields) ? '\t' : '\n';
  }
  (void)write_exact(STDERR_FILENO, line, used);
  _exit(1);
}

_Noreturn void fail_errno(const char *doing, const char *path) {
  int number = errno;
  fail(doing, path, number, strerror(number));
}

_Noreturn void fail_reason(const char *doing, const char *path, const char *reason) { fail(doing, path, 0, reason); }
