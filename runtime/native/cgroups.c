#include "cgroups.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "common.h"

static bool kill_in_folder(int at) {
  cleanup_fd int fd = openat(at, "cgroup.procs", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return true;
  FILE *list = fdopen(fd, "re");
  if (list == NULL) return true;
  (void)steal_fd(&fd);
  bool none = true;
  char line[32];
  while (fgets(line, sizeof line, list) != NULL) {
    pid_t pid = (pid_t)strtol(line, NULL, 10);
    /* 0 is a process that our pid namespace cannot see; ourselves we would not have put there. */
    if (pid <= 0 || pid == getpid()) continue;
    none = false;
    (void)kill(pid, SIGKILL);
  }
  (void)fclose(list);
  return none;
}

typedef bool visitor(int parent, const char *name, int folder);

/* The folders below, deepest first, and then the folder itself. */
static bool visit(int parent, const char *name, visitor *call) {
  cleanup_fd int at = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (at < 0) return true;
  cleanup_fd int copy = fcntl(at, F_DUPFD_CLOEXEC, 3);
  cleanup_dir DIR *folder = copy < 0 ? NULL : fdopendir(copy);
  if (folder == NULL) return false;
  (void)steal_fd(&copy);
  bool all = true;
  for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
    if (entry->d_type == DT_DIR && entry->d_name[0] != '.') all = visit(at, entry->d_name, call) && all;
  return call(parent, name, at) && all;
}

static bool kill_one(int parent, const char *name, int folder) { return kill_in_folder(folder); }

static bool remove_one(int parent, const char *name, int folder) {
  (void)kill_in_folder(folder);
  return unlinkat(parent, name, AT_REMOVEDIR) == 0 || errno == ENOENT;
}

bool kill_cgroup(const char *folder) { return visit(AT_FDCWD, folder, kill_one); }

/* A killed process leaves its cgroup some moments later, and nothing tells when on cgroup v1: hence the tries. */
static void remove_cgroup(const char *folder) {
  for (unsigned tries = 0; tries < 400 && !visit(AT_FDCWD, folder, remove_one); tries++) {
    struct timespec pause = {.tv_nsec = tries < 20 ? 500 * 1000 : 5 * 1000 * 1000};
    (void)nanosleep(&pause, NULL);
  }
}

void remove_cgroups(const struct plan *plan) {
  struct step step = {0};
  while (plan_next(plan, &step))
    if (step.kind == STEP_cgroup && step.fields[1].number & CGROUP_REMOVE) remove_cgroup(step.fields[0].text);
}

/* "oom_kill N" stands in memory.events of cgroup v2 and in memory.oom_control of v1. */
static bool counts_oom_kill(int at, const char *file) {
  char text[512];
  if (read_small_file(at, file, text, sizeof text) < 0) return false;
  const char *found = strstr(text, "oom_kill ");
  return found != NULL && strtoul(found + 9, NULL, 10) > 0;
}

bool was_oom_killed(const struct plan *plan) {
  struct step step = {0};
  while (plan_next(plan, &step)) {
    if (step.kind != STEP_cgroup) continue;
    cleanup_fd int at = open(step.fields[0].text, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (at >= 0 && (counts_oom_kill(at, "memory.events") || counts_oom_kill(at, "memory.oom_control"))) return true;
  }
  return false;
}
