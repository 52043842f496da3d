#include "membership.h"

#include <fcntl.h>

#include "common.h"
#include "kernel.h"

/* Every folder of cgroup v1 has it, none of v2. */
static bool is_version_one(int folder) { return faccessat(folder, "tasks", F_OK, 0) == 0; }

static int open_folder(const struct step *step) {
  return open(step->fields[0].text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* The folder of cgroup v2 that the plan wants its process in, or -1. */
static int open_version_two(const struct plan *plan) {
  struct step step = {0};
  while (plan_next(plan, &step)) {
    if (step.kind != STEP_cgroup || !(step.fields[1].number & CGROUP_JOIN)) continue;
    cleanup_fd int folder = open_folder(&step);
    if (folder >= 0 && !is_version_one(folder)) return steal_fd(&folder);
  }
  return -1;
}

pid_t fork_member(struct world *world, uint64_t clone_flags, int *pidfd) {
  cleanup_fd int folder = open_version_two(world->plan);
  if (folder >= 0) {
    world->is_born_in_cgroup = true;
    pid_t pid = sys_fork(clone_flags, pidfd, folder);
    if (pid >= 0) return pid;
    /* An older kernel, or a folder that takes no newborn: the child's own move will tell what is wrong. */
    world->is_born_in_cgroup = false;
  }
  return sys_fork(clone_flags, pidfd, -1);
}

static int enter_cgroup(struct world *world, const struct step *step) {
  if (!(step->fields[1].number & CGROUP_JOIN)) return 0;
  const char *folder = step->fields[0].text;
  cleanup_fd int at = open_folder(step);
  if (at < 0) return fail(world, folder, errno);
  bool version_one = is_version_one(at);
  if (!version_one && world->is_born_in_cgroup) return 0;
  /* "0" is the thread, or the process, that writes. */
  return write_small_file(at, version_one ? "tasks" : "cgroup.procs", "0") == 0 ? 0 : fail(world, folder, errno);
}

int perform_cgroup(struct world *world, const struct step *step) {
  /* A session has done it already: inside the container these paths lead nowhere. */
  return world->is_session ? 0 : enter_cgroup(world, step);
}

int enter_cgroups(struct world *world) {
  struct step step = {0};
  while (plan_next(world->plan, &step))
    if (step.kind == STEP_cgroup && enter_cgroup(world, &step) != 0) return -1;
  return 0;
}
