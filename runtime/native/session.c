#include "session.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>

#include "cgroups.h"
#include "common.h"
#include "control.h"
#include "init.h"
#include "kernel.h"
#include "membership.h"
#include "namespaces.h"
#include "process.h"
#include "terminal.h"

/* In the child: from the host to where the plan's own steps begin. */
static int enter(struct world *world, const struct session *session, int container, pid_t container_pid) {
  if (enter_cgroups(world) != 0) return -1;
  if (enter_namespaces_of(world, container, container_pid) != 0) return -1;
  if (chdir("/") != 0) return fail(world, "/", errno);
  world->root = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (world->root < 0) return fail(world, "/", errno);
  return session->flags & SESSION_TTY ? give_session_terminal(world) : 0;
}

static _Noreturn void be_session(struct world *world, const struct session *session, const struct program_ends *ends,
                                 int container, pid_t container_pid) {
  struct step first = {0};
  (void)plan_next(world->plan, &first);
  world->step = &first;
  (void)setsid();
  bind_to_parent(world->control);
  if (program_ends_take(ends) != 0) _exit(125);
  if (enter(world, session, container, container_pid) != 0) {
    (void)control_send_failure(world->control, world);
    _exit(125);
  }
  run_session(world);
}

static int say(const char *what, int error) {
  errno = error;
  die_errno(125, "exec: %s", what);
}

/* Opens the container's init and makes sure that the number has not gone to another process since. */
static int open_container(pid_t pid, uint64_t start_ticks) {
  struct process_name name;
  cleanup_fd int fd = sys_pidfd_open(pid);
  if (fd < 0 || process_name_of(pid, &name) != 0 || name.start_ticks != start_ticks)
    die(125, "exec: the container is not running");
  return steal_fd(&fd);
}

static int open_streams(struct streams *streams, struct program_ends *ends, uint64_t flags) {
  bool detached = flags & SESSION_DETACH;
  if (streams_open_pipes(streams, ends, flags & SESSION_STDIN && !detached && !(flags & SESSION_TTY)) != 0) return -1;
  if (!detached) return 0;
  /* Nobody will read: so nothing may be written to a pipe that fills. */
  for (int stream = 1; stream <= 2; stream++) {
    close_now(&ends->fds[stream]);
    close_now(&streams->output[stream - 1]);
    if ((ends->fds[stream] = open("/dev/null", O_WRONLY | O_CLOEXEC)) < 0) return -1;
  }
  return 0;
}

int session_start(struct session *session, const struct step *settings, struct streams *streams, uint16_t rows,
                  uint16_t columns) {
  pid_t container_pid = (pid_t)settings->fields[0].number;
  session->flags = settings->fields[2].number;
  session->cgroup = settings->fields[3].text;
  cleanup_fd int container = open_container(container_pid, settings->fields[1].number);
  struct world world = {.plan = session->plan, .events = -1, .gates = -1, .root = -1, .is_session = true, .procfs = -1,
                        .terminal = -1, .rows = rows, .columns = columns};
  struct program_ends ends;
  int pair[2];
  if (open_streams(streams, &ends, session->flags) != 0 || control_pair(pair) != 0) return say("pipes", errno);
  /* Takes effect for our children only; we stay outside, where no process of the container sees us. */
  if (setns(container, CLONE_NEWPID) != 0) return say("enter the container", errno);
  /* The container's processes see the child from its first moment on: nobody of them may look into it, or at our file,
     before the program. */
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return say("session", errno);
  session->pid = fork_member(&world, 0, &session->pidfd);
  if (session->pid > 0) (void)prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
  if (session->pid < 0) return say("fork", errno);
  if (session->pid == 0) {
    world.control = pair[1];
    (void)close(pair[0]);
    be_session(&world, session, &ends, container, container_pid);
  }
  session->control = pair[0];
  (void)close(pair[1]);
  program_ends_close(&ends);
  return 0;
}

void session_signal(const struct session *session, int signal) {
  /* The program leads a process group of its own; until it does, it alone. */
  if (kill(-session->pid, signal) != 0) (void)sys_pidfd_send_signal(session->pidfd, signal);
}

/* Without a cgroup there is nothing better to go by than the session of the terminal's kind that they are in. */
static void kill_by_session(pid_t leader) {
  cleanup_dir DIR *processes = opendir("/proc");
  if (processes == NULL) return;
  for (struct dirent *entry = readdir(processes); entry != NULL; entry = readdir(processes)) {
    uint64_t pid;
    if (parse_number(entry->d_name, INT32_MAX, &pid) && session_of((pid_t)pid) == leader) (void)kill((pid_t)pid, SIGKILL);
  }
}

void session_kill(const struct session *session) {
  (void)sys_pidfd_send_signal(session->pidfd, SIGKILL);
  if (*session->cgroup != '\0')
    (void)kill_cgroup(session->cgroup);
  else
    kill_by_session(session->pid);
}
