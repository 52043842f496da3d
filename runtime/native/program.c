#include "program.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "common.h"
#include "executable.h"
#include "resolve.h"

#define DEFAULT_PATH "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

int make_working_directory(struct world *world) {
  struct step step;
  if (!plan_find(world->plan, STEP_working_directory, &step) || step.fields[1].number == 0) return 0;
  /* The program's umask may be in force already, and its user has to get in. */
  mode_t kept = umask(0);
  cleanup_fd int folder = resolve_folder(world->root, step.fields[0].text, 0755);
  int error = errno;
  (void)umask(kept);
  if (folder >= 0) return 0;
  /* The failure belongs to that step, not to the one that is being performed. */
  return fail_because(world, step.fields[0].text, error, "cannot make the working directory: %s", strerror(error));
}

int perform_working_directory(struct world *world, const struct step *step) {
  const char *path = step->fields[0].text;
  if (chdir(path) != 0) return fail(world, path, errno);
  /* The kernel's own answer: a directory outside the root, reached through a leaked descriptor, starts with "(". */
  char inside[PATH_MAX];
  if (syscall(SYS_getcwd, inside, sizeof inside) < 0) return fail(world, path, errno);
  if (inside[0] != '/') return fail_because(world, path, EXDEV, "outside of the container");
  return 0;
}

int perform_environment(struct world *world, const struct step *step) {
  free(world->environment);
  world->environment = list_to_vector(step->fields[0].list);
  return 0;
}

int perform_exec(struct world *world, const struct step *step) {
  free(world->arguments);
  world->arguments = list_to_vector(step->fields[0].list);
  return 0;
}

static int fail_exec(struct world *world, int error, int exit_code, const char *reason) {
  (void)fail_because(world, world->arguments[0], error, "%s", reason);
  world->failure.exit_code = exit_code;
  return -1;
}

static int fail_exec_errno(struct world *world, int error) {
  (void)fail(world, world->arguments[0], error);
  world->failure.exit_code = 126;
  return -1;
}

static bool is_missing(int error) { return error == ENOENT || error == ENOTDIR; }

/* 0, or the errno that speaks against executing it. EISDIR for a folder. */
static int obstacle(const char *path) {
  struct stat status;
  if (stat(path, &status) != 0) return errno;
  if (S_ISDIR(status.st_mode)) return EISDIR;
  if (!S_ISREG(status.st_mode) || faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) != 0) return EACCES;
  return 0;
}

static const char *path_of(char *const *environment) {
  for (; environment != NULL && *environment != NULL; environment++)
    if (text_starts(*environment, "PATH=")) return *environment + 5;
  return DEFAULT_PATH;
}

/* The first that can be executed; else the errno of the best that was found. */
static int search(const char *name, const char *folders, char path[PATH_MAX]) {
  int best = ENOENT;
  for (const char *at = folders;;) {
    size_t length = strcspn(at, ":");
    /* An empty entry is the working directory, as every shell has it. */
    int printed = snprintf(path, PATH_MAX, "%.*s%s%s", (int)length, at, length == 0 ? "" : "/", name);
    int found = printed < PATH_MAX ? obstacle(path) : ENOENT;
    if (found == 0) return 0;
    if (!is_missing(found) && found != EISDIR) best = found;
    if (at[length] == '\0') return best;
    at += length + 1;
  }
}

int find_program(struct world *world, char path[PATH_MAX]) {
  const char *name = world->arguments[0];
  int found;
  if (strchr(name, '/') != NULL) {
    if (strlen(name) >= PATH_MAX) return fail_exec_errno(world, ENAMETOOLONG);
    found = obstacle(strcpy(path, name));
  } else {
    found = *name == '\0' ? ENOENT : search(name, path_of(world->environment), path);
  }
  if (is_missing(found)) return fail_exec(world, ENOENT, 127, "not found");
  if (found == EISDIR) return fail_exec(world, EISDIR, 126, "is a directory");
  if (found == EACCES) return fail_exec(world, EACCES, 126, "not executable");
  if (found != 0) return fail_exec_errno(world, found);

  struct executable executable;
  examine_executable(path, &executable);
  if (*executable.interpreter == '\0' || access(executable.interpreter, F_OK) == 0 || !is_missing(errno)) return 0;
  char reason[PATH_MAX + 32];
  (void)snprintf(reason, sizeof reason, "missing interpreter %s", executable.interpreter);
  return fail_exec(world, ENOENT, 127, reason);
}

int become_program(struct world *world, const char *path) {
  static char *const nothing[] = {NULL};
  (void)execve(path, world->arguments, world->environment != NULL ? world->environment : nothing);
  int error = errno;
  if (error != ENOEXEC) return fail_exec_errno(world, error);
  /* Only the kernel knows which foreign formats it has a handler for, so it was asked before this is said. */
  struct executable executable;
  examine_executable(path, &executable);
  if (!executable.is_foreign) return fail_exec(world, ENOEXEC, 126, "not a program");
  char reason[48];
  (void)snprintf(reason, sizeof reason, "wrong architecture %u", executable.machine);
  return fail_exec(world, ENOEXEC, 126, reason);
}
