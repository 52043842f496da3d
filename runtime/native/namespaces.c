#include "namespaces.h"

#include <fcntl.h>
#include <stdio.h>

#include "common.h"
#include "kernel.h"

int perform_cgroup(struct world *world, const struct step *step) {
  const char *folder = step->fields[0].text;
  if (!(step->fields[1].number & CGROUP_JOIN)) return 0;
  cleanup_fd int at = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
  /* "0" is the process that writes. */
  if (at < 0 || write_small_file(at, "cgroup.procs", "0") != 0) return fail(world, folder, errno);
  return 0;
}

/* What a container is made of here; a user namespace also needs its ids mapped, which no step does yet. */
#define KNOWN                                                                                             \
  ((uint64_t)(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWCGROUP | \
              CLONE_NEWTIME))

int perform_namespaces(struct world *world, const struct step *step) {
  uint64_t wanted = step->fields[0].number;
  if (wanted & ~KNOWN) return fail_because(world, "namespaces", EINVAL, "unknown bits %#llx", (unsigned long long)(wanted & ~KNOWN));
  if (unshare((int)(wanted & ~world->made_namespaces)) != 0) return fail(world, "namespaces", errno);
  return 0;
}

static int enter(struct world *world, const struct step *step) {
  const char *path = step->fields[0].text;
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || setns(fd, (int)step->fields[1].number) != 0) return fail(world, path, errno);
  return 0;
}

int perform_join_namespace(struct world *world, const struct step *step) {
  if (step->fields[1].number == CLONE_NEWPID) return 0;
  return enter(world, step);
}

int prepare_pid_namespace(struct world *world, uint64_t *flags) {
  struct step step;
  *flags = plan_find(world->plan, STEP_namespaces, &step) ? step.fields[0].number & CLONE_NEWPID : 0;
  step = (struct step){0};
  while (plan_next(world->plan, &step)) {
    if (step.kind != STEP_join_namespace || step.fields[1].number != CLONE_NEWPID) continue;
    world->step = &step;
    int result = enter(world, &step);
    world->step = NULL;
    if (result != 0) return -1;
  }
  return 0;
}
