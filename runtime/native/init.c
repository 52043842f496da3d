#include "init.h"

#include <linux/keyctl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>

#include "common.h"
#include "control.h"
#include "events.h"
#include "identity.h"
#include "kernel.h"
#include "process.h"
#include "program.h"
#include "terminal.h"

void bind_to_parent(int control) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || control_is_lost(control)) _exit(125);
}

static _Noreturn void give_up(struct world *world) {
  if (world->events >= 0)
    event_failed(world->events, world->step, world->failure.subject, world->failure.error, world->failure.reason);
  (void)control_send_failure(world->control, world);
  _exit(world->failure.exit_code);
}

/* No namespace holds keys back: what our caller's login keeps in its session keyring is not the program's. Done while
   we are still who we were, so that a container's user does not pay for it out of the few keys a user may have. */
static void leave_keyring(struct world *world) {
  struct step first = {0};
  if (syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL) >= 0 || errno == ENOSYS) return;
  int error = errno;
  (void)plan_next(world->plan, &first);
  world->step = &first;
  (void)fail(world, "session keyring", error);
  give_up(world);
}

static uint64_t microseconds_now(void) {
  struct timespec now;
  (void)clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

/* Every step in order; world->step is left on exec. */
static void perform_steps(struct world *world, struct step *step, uint32_t *microseconds) {
  uint64_t before = microseconds_now();
  while (plan_next(world->plan, step)) {
    world->step = step;
    if (perform_step(world, step) != 0) give_up(world);
    uint64_t after = microseconds_now();
    if (microseconds != NULL) microseconds[step->index] = (uint32_t)(after - before);
    before = after;
  }
}

static void leave_no_descriptor(struct world *world) {
  /* Marked, not closed: the control socket has to tell whether execve succeeded. */
  if (sys_close_range(3, UINT32_MAX, 1u << 2 /* CLOSE_RANGE_CLOEXEC */) != 0 && sys_close_range(world->control + 1, UINT32_MAX, 0) != 0) {
    (void)fail(world, "descriptors", errno);
    give_up(world);
  }
}

static void prepare_program(struct world *world, char path[PATH_MAX]) {
  if (find_program(world, path) != 0) give_up(world);
  /* Changing the user has undone it. From here on only powers are lost, which does not. */
  bind_to_parent(world->control);
  if (world->terminal >= 0 && take_terminal(world) != 0) give_up(world);
  if (take_on_powers(world) != 0) give_up(world);
}

static _Noreturn void start_program(struct world *world, const char *path) {
  reset_signals();
  leave_no_descriptor(world);
  if (control_send(world->control, CONTROL_EXEC) != 0) _exit(125);
  (void)become_program(world, path);
  give_up(world);
}

static void announce(const struct world *world) {
  struct process_name name;
  struct event event;
  /* The plan has not made us a world of our own yet: /proc still tells our pid outside. */
  if (own_process_name(&name) != 0) _exit(125);
  event_begin(&event, "init");
  event_number(&event, (uint64_t)name.pid);
  event_number(&event, name.start_ticks);
  event_send(&event, world->events);
}

void run_init(struct world *world, bool waits) {
  bind_to_parent(world->control);
  announce(world);
  leave_keyring(world);
  (void)umask(0);
  struct step step = {0};
  cleanup_free uint32_t *microseconds = allocate(world->plan->step_count * sizeof *microseconds);
  /* Where no step sets it, the program gets the usual one. */
  struct step ignored;
  bool sets_umask = plan_find(world->plan, STEP_umask, &ignored);
  perform_steps(world, &step, microseconds);
  if (!sets_umask) (void)umask(022);

  char path[PATH_MAX];
  prepare_program(world, path);
  /* The monitor knows it first: told "ready", the parent may go, and that must not end us any more. */
  if (waits && control_send(world->control, CONTROL_READY) != 0) _exit(125);
  event_ready(world->events, microseconds, world->plan->step_count - 1);
  if (waits) {
    struct control_record record;
    if (control_receive(world->control, &record) != 1 || record.kind != CONTROL_GO) _exit(125);
  }
  start_program(world, path);
}

void run_session(struct world *world) {
  struct step step = {0}, ignored;
  bind_to_parent(world->control);
  leave_keyring(world);
  (void)umask(0);
  bool sets_umask = plan_find(world->plan, STEP_umask, &ignored);
  perform_steps(world, &step, NULL);
  if (!sets_umask) (void)umask(022);
  char path[PATH_MAX];
  prepare_program(world, path);
  start_program(world, path);
}
