#include "namespaces.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "common.h"
#include "kernel.h"

/* What a container is made of here; a user namespace also needs its ids mapped, which no step does yet. */
#define KNOWN                                                                                             \
  ((uint64_t)(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWCGROUP | \
              CLONE_NEWTIME))

int perform_namespaces(struct world *world, const struct step *step) {
  uint64_t wanted = step->fields[0].number;
  if (wanted & ~KNOWN) return fail_because(world, "namespaces", EINVAL, "unknown bits %#llx", (unsigned long long)(wanted & ~KNOWN));
  if (unshare((int)(wanted & ~world->own_namespaces)) != 0) return fail(world, "namespaces", errno);
  world->own_namespaces |= wanted;
  return 0;
}

static int enter(struct world *world, const struct step *step) {
  const char *path = step->fields[0].text;
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  /* 0 would mean "whatever it is", and then nobody could tell what is ours. */
  if (step->fields[1].number == 0 || step->fields[1].number > INT32_MAX) return fail(world, path, EINVAL);
  if (fd < 0 || setns(fd, (int)step->fields[1].number) != 0) return fail(world, path, errno);
  world->own_namespaces |= step->fields[1].number;
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

/* The kernel refuses to enter a user namespace that one is in, and has no pidfd for time before 5.8. */
static bool is_in_other(pid_t pid, const char *name) {
  char path[64];
  struct stat theirs, ours;
  (void)snprintf(path, sizeof path, "/proc/%d/ns/%s", (int)pid, name);
  if (stat(path, &theirs) != 0) return false;
  (void)snprintf(path, sizeof path, "/proc/self/ns/%s", name);
  return stat(path, &ours) == 0 && theirs.st_ino != ours.st_ino;
}

int enter_namespaces_of(struct world *world, int pidfd, pid_t pid) {
  static const struct {
    const char *name;
    int bit;
  } kinds[] = {{"user", CLONE_NEWUSER}, {"mnt", CLONE_NEWNS},        {"uts", CLONE_NEWUTS},  {"ipc", CLONE_NEWIPC},
               {"net", CLONE_NEWNET},   {"cgroup", CLONE_NEWCGROUP}, {"time", CLONE_NEWTIME}};
  int bits = 0;
  for (size_t index = 0; index < COUNT_OF(kinds); index++)
    if (is_in_other(pid, kinds[index].name)) bits |= kinds[index].bit;
  /* All at once, so that the rights of a user namespace are there for the others. */
  if (bits != 0 && setns(pidfd, bits) != 0) return fail(world, "namespaces", errno);
  world->own_namespaces = (uint64_t)bits;
  return 0;
}
