/*
 * jailfs: file work for layers, done after shutting itself into the directory it works on.
 *
 *   jailfs apply DIRECTORY [--lower DIRECTORY]...   makes the entries that come on standard input
 *   jailfs walk DIRECTORY [--content]               writes the entries of a directory to standard output
 *   jailfs remove DIRECTORY                         removes all that is in a directory, but not the directory
 */
#include "apply.h"
#include "enter.h"
#include "entries.h"
#include "jailfs_remove.h"
#include "walk.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <signal.h>

enum { LOWERS_MAX = 512 };

static int open_directory(const char *path) {
  int fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) fail_errno("open directory", path);
  return fd;
}

/* One descriptor for each level of a deep tree, and one for each lower layer. */
static void raise_descriptor_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) fail_errno("read descriptor limit", "");
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(RLIMIT_NOFILE, &limit) < 0) fail_errno("raise descriptor limit", "");
}

static int apply_command(const char *directory, int count, char **arguments) {
  int lowers[LOWERS_MAX];
  size_t lower_count = 0;
  for (int i = 0; i < count; i += 2) {
    if (!text_equal(arguments[i], "--lower") || i + 1 == count) return 2;
    if (lower_count == LOWERS_MAX) fail_reason("read arguments", directory, "too many lower directories");
    /* Opened before the pivot: afterwards they have no path any more. */
    lowers[lower_count++] = open_directory(arguments[i + 1]);
  }
  enter_directory(directory);
  apply_entries(lowers, lower_count);
  return 0;
}

static int walk_command(const char *directory, int count, char **arguments) {
  bool content = count == 1 && text_equal(arguments[0], "--content");
  if (count > 0 && !content) return 2;
  enter_directory(directory);
  walk_root(content);
  return 0;
}

static int remove_command(const char *directory, int count) {
  if (count > 0) return 2;
  enter_directory(directory);
  remove_below_root();
  return 0;
}

int main(int count, char **arguments) {
  int code = 2;
  /* Without its reader or writer this work is for nobody. */
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0) fail_errno("bind to parent", "");
  raise_descriptor_limit();
  (void)umask(0);
  if (count >= 3 && text_equal(arguments[1], "apply")) code = apply_command(arguments[2], count - 3, arguments + 3);
  if (count >= 3 && text_equal(arguments[1], "walk")) code = walk_command(arguments[2], count - 3, arguments + 3);
  if (count >= 3 && text_equal(arguments[1], "remove")) code = remove_command(arguments[2], count - 3);
  if (code == 2) {
    fprintf(stderr, "usage: jailfs apply DIRECTORY [--lower DIRECTORY]... | walk DIRECTORY [--content] | remove DIRECTORY\n");
  }
  return code;
}
