#include "process.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>

#include "common.h"

/* The first number, then the field of that number (counted from 1) after the name in parentheses, which may
   hold anything, spaces and parentheses too. */
static int parse_stat(const char *text, unsigned wanted, pid_t *pid, uint64_t *value) {
  char *end;
  *pid = (pid_t)strtol(text, NULL, 10);
  const char *at = strrchr(text, ')');
  if (at == NULL) {
    errno = EBADMSG;
    return -1;
  }
  at++;
  for (unsigned field = 3; field < wanted && at != NULL; field++) at = strchr(at + 1, ' ');
  if (at == NULL) {
    errno = EBADMSG;
    return -1;
  }
  *value = strtoull(at, &end, 10);
  return 0;
}

static int read_stat(const char *path, unsigned wanted, pid_t *pid, uint64_t *value) {
  char text[1024];
  if (read_small_file(AT_FDCWD, path, text, sizeof text) < 0) return -1;
  return parse_stat(text, wanted, pid, value);
}

int own_process_name(struct process_name *name) {
  return read_stat("/proc/self/stat", 22, &name->pid, &name->start_ticks);
}

int process_name_of(pid_t pid, struct process_name *name) {
  char path[32];
  (void)snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
  return read_stat(path, 22, &name->pid, &name->start_ticks);
}

pid_t session_of(pid_t pid) {
  char path[32];
  pid_t same;
  uint64_t session;
  (void)snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
  return read_stat(path, 6, &same, &session) == 0 ? (pid_t)session : -1;
}

void reset_signals(void) {
  struct sigaction standard = {.sa_handler = SIG_DFL};
  for (int number = 1; number < NSIG; number++) (void)sigaction(number, &standard, NULL);
  sigset_t none;
  (void)sigemptyset(&none);
  (void)sigprocmask(SIG_SETMASK, &none, NULL);
}
