#include "monitor.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "afterwards.h"
#include "attach_server.h"
#include "cgroups.h"
#include "common.h"
#include "control.h"
#include "events.h"
#include "exit_record.h"
#include "init.h"
#include "kernel.h"
#include "log.h"
#include "membership.h"
#include "namespaces.h"
#include "patience.h"
#include "poll_set.h"
#include "streams.h"

#define PLAN_FD 3
#define EVENTS_FD 4
#define GATES_FD 5

/* How long a full-screen program gets to see the wrong size before it is asked to draw again at the right one. */
#define REDRAW_MS 40
/* After so long without any event a monitor gives back what memory it can; most of them only wait. */
#define REST_MS 1000

struct monitor {
  struct plan plan;
  struct step settings;
  uint64_t flags;
  const char *exit_path, *socket_path, *changed_path;
  struct attach_server server;
  struct streams streams;
  struct log log;
  /* Of init. */
  int pidfd, control;
  int signals;
  /* Waiting: all steps are done, and a client has to say START. From then on the parent's end does not matter. */
  bool is_waiting, is_on_its_own, is_executing, is_running;
  /* The parent is gone; seen only as long as it could still have brought a client. */
  bool is_orphaned;
  /* Runs while nobody is there who could start what waits. */
  struct patience patience;
  bool redraw_pending;
  /* Nothing has happened for a while, and nothing is kept that the next thing does not need. */
  bool is_resting;
  /* Why init never reached the program; code 0 while nothing is known. */
  char failed[2048];
  int failed_code;
  struct poll_set set;
  size_t pidfd_index, control_index, gates_index, signals_index, patience_index, input_index, output_index[2];
};

static int refuse(const struct step *step, const char *subject, int error) {
  struct world world = {.step = step};
  (void)fail(&world, subject, error);
  event_failed(EVENTS_FD, step, subject, error, world.failure.reason);
  return 125;
}

static int open_files(struct monitor *monitor) {
  const struct step_field *fields = monitor->settings.fields;
  monitor->exit_path = fields[1].text;
  monitor->socket_path = fields[2].text;
  monitor->changed_path = fields[3].text;
  monitor->flags = fields[4].number;
  /* From here on the caller's working directory is not kept busy; so no path may depend on it. */
  for (unsigned path = 0; path < 4; path++)
    if (*fields[path].text != '\0' && *fields[path].text != '/')
      return refuse(&monitor->settings, fields[path].text, EINVAL);
  if (chdir("/") != 0) return refuse(&monitor->settings, "/", errno);
  if (log_open(&monitor->log, fields[0].text) != 0) return refuse(&monitor->settings, fields[0].text, errno);
  /* The record of a run before this one would be taken for ours. */
  if (unlink(monitor->exit_path) != 0 && errno != ENOENT) return refuse(&monitor->settings, monitor->exit_path, errno);
  if (attach_server_open(&monitor->server, monitor->socket_path, fields[7].number) != 0)
    return refuse(&monitor->settings, monitor->socket_path, errno);
  monitor->patience.ms = fields[9].number;
  monitor->server.rows = (uint16_t)fields[5].number;
  monitor->server.columns = (uint16_t)fields[6].number;
  monitor->server.ends_input_with_client = monitor->flags & MONITOR_STDIN_ONCE && !(monitor->flags & MONITOR_TTY);
  monitor->server.has_terminal = monitor->flags & MONITOR_TTY;
  monitor->server.streams = &monitor->streams;
  return 0;
}

/* The monitor is alone with its container: no terminal's signals, and SIGTERM means to end both in good order. */
static int open_signals(struct monitor *monitor) {
  (void)setsid();
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  static const int ignored[] = {SIGPIPE, SIGHUP, SIGINT, SIGQUIT, SIGTTIN, SIGTTOU};
  for (size_t index = 0; index < COUNT_OF(ignored); index++) (void)sigaction(ignored[index], &ignore, NULL);
  sigset_t mask;
  (void)sigemptyset(&mask);
  (void)sigaddset(&mask, SIGTERM);
  if (sigprocmask(SIG_BLOCK, &mask, NULL) != 0) return -1;
  monitor->signals = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
  return monitor->signals < 0 ? -1 : 0;
}

static _Noreturn void be_init(const struct monitor *monitor, struct world *world, const struct program_ends *ends) {
  (void)setsid();
  if (program_ends_take(ends) != 0) _exit(125);
  run_init(world, monitor->flags & MONITOR_START_ON_ATTACH);
}

static int fork_init(struct monitor *monitor) {
  struct world world = {.plan = &monitor->plan,
                        .events = EVENTS_FD,
                        .gates = GATES_FD,
                        .root = -1,
                        .procfs = -1,
                        .terminal = -1,
                        .rows = monitor->server.rows,
                        .columns = monitor->server.columns};
  struct program_ends ends;
  bool with_input = monitor->flags & MONITOR_STDIN && !(monitor->flags & MONITOR_TTY);
  int pair[2];
  if (streams_open_pipes(&monitor->streams, &ends, with_input) != 0 || control_pair(pair) != 0)
    return refuse(&monitor->settings, "pipes", errno);
  uint64_t fork_flags;
  if (prepare_pid_namespace(&world, &fork_flags) != 0) {
    struct step joined;
    (void)plan_find(&monitor->plan, STEP_join_namespace, &joined);
    event_failed(EVENTS_FD, &joined, world.failure.subject, world.failure.error, world.failure.reason);
    return 125;
  }
  world.own_namespaces |= fork_flags;
  /* A pid namespace that is joined shows the child to whoever is in it, and nobody may look into it. */
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return refuse(&monitor->settings, "fork", errno);
  pid_t pid = fork_member(&world, fork_flags, &monitor->pidfd);
  if (pid > 0) (void)prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
  if (pid < 0) return refuse(&monitor->settings, "fork", errno);
  if (pid == 0) {
    world.control = pair[1];
    (void)close(pair[0]);
    be_init(monitor, &world, &ends);
  }
  monitor->control = pair[0];
  (void)close(pair[1]);
  program_ends_close(&ends);
  return 0;
}

static void kill_init(const struct monitor *monitor) { (void)sys_pidfd_send_signal(monitor->pidfd, SIGKILL); }

/* The pages of our program: the few that waiting needs come back by themselves. */
static void give_back_pages(void) {
  extern char __executable_start, etext;
  uintptr_t start = (uintptr_t)&__executable_start & ~(uintptr_t)4095, end = (uintptr_t)&etext;
  void *text;
  memcpy(&text, &start, sizeof text);
  (void)madvise(text, end - start, MADV_DONTNEED);
}

static void begin_running(struct monitor *monitor) {
  struct event event;
  monitor->is_running = true;
  /* From here on the parent may read late, or be gone; neither may hold the container up. */
  int flags = fcntl(EVENTS_FD, F_GETFL);
  event_begin(&event, "running");
  event_send(&event, EVENTS_FD);
  if (flags >= 0) (void)fcntl(EVENTS_FD, F_SETFL, flags | O_NONBLOCK);
}

/* A message of init. false when it has none left: its program runs, or it is dead. */
static bool handle_control(struct monitor *monitor) {
  struct control_record record;
  if (control_receive(monitor->control, &record) != 1) {
    close_now(&monitor->control);
    if (monitor->is_executing && monitor->failed_code == 0) begin_running(monitor);
    return false;
  }
  switch (record.kind) {
    case CONTROL_MASTER:
      if (streams_take_terminal(&monitor->streams, record.fd) != 0) kill_init(monitor);
      streams_resize(&monitor->streams, monitor->server.rows, monitor->server.columns);
      break;
    case CONTROL_READY:
      monitor->is_waiting = monitor->is_on_its_own = true;
      break;
    case CONTROL_EXEC:
      monitor->is_executing = true;
      break;
    case CONTROL_FAILED:
      monitor->failed_code = record.exit_code;
      (void)snprintf(monitor->failed, sizeof monitor->failed, "%s", record.line);
      break;
    case CONTROL_GO:
      break;
  }
  return true;
}

static void read_output(struct monitor *monitor, int which, size_t room) {
  size_t size = room < OUTPUT_CHUNK ? room : OUTPUT_CHUNK;
  ssize_t count = streams_read(&monitor->streams, which, monitor->server.buffer, size);
  if (count <= 0) return;
  /* The log comes first: what a client has seen is in it. */
  log_write(&monitor->log, which == 0 ? "stdout" : "stderr", monitor->server.buffer, (size_t)count);
  attach_server_output(&monitor->server, which, monitor->server.buffer, (size_t)count);
}

static void collect(struct monitor *monitor) {
  struct poll_set *set = &monitor->set;
  poll_set_clear(set);
  monitor->pidfd_index = poll_set_add(set, monitor->pidfd, POLLIN);
  monitor->control_index = poll_set_add(set, monitor->control, POLLIN);
  monitor->signals_index = poll_set_add(set, monitor->signals, POLLIN);
  /* Bytes on it are init's; only its end is ours to see, and only as long as it matters. */
  bool needs_parent = !monitor->is_running && !monitor->is_on_its_own;
  bool watches_parent = needs_parent || (monitor->is_waiting && !monitor->is_orphaned);
  monitor->gates_index = poll_set_add(set, watches_parent ? GATES_FD : -1, POLLRDHUP);
  monitor->patience_index = poll_set_add(set, monitor->patience.timer, POLLIN);
  bool waiting = streams_has_waiting(&monitor->streams);
  monitor->input_index = poll_set_add(set, waiting ? monitor->streams.input : -1, POLLOUT);
  bool has_room = attach_server_room(&monitor->server) >= 4096;
  for (int which = 0; which < 2; which++)
    monitor->output_index[which] = poll_set_add(set, has_room ? monitor->streams.output[which] : -1, POLLIN);
  attach_server_poll(&monitor->server, set);
}

static void see_to_wishes(struct monitor *monitor) {
  struct attach_server *server = &monitor->server;
  if (server->start_wanted && monitor->is_waiting && monitor->control >= 0) {
    monitor->is_waiting = false;
    (void)control_send(monitor->control, CONTROL_GO);
  }
  if (server->signal_wanted != 0) {
    (void)sys_pidfd_send_signal(monitor->pidfd, (int)server->signal_wanted);
    server->signal_wanted = 0;
  }
  if (server->redraw_wanted && !monitor->redraw_pending && server->columns > 1) {
    server->redraw_wanted = false;
    monitor->redraw_pending = true;
    streams_resize(&monitor->streams, server->rows, (uint16_t)(server->columns - 1));
  }
}

/* A parent that died before its client came would leave a container that waits for ever. */
static void see_to_patience(struct monitor *monitor, bool has_run_out) {
  bool is_alone = monitor->is_waiting && monitor->is_orphaned && monitor->server.count == 0;
  if (!is_alone) return patience_end(&monitor->patience);
  if (!has_run_out && patience_begin(&monitor->patience) == 0) return;
  monitor->is_waiting = false;
  monitor->failed_code = 125;
  (void)snprintf(monitor->failed, sizeof monitor->failed,
                 "start: who started it was gone before it could attach, and nobody else has attached since");
  patience_end(&monitor->patience);
  kill_init(monitor);
}

/* What init said before the parent left counts, though poll may have looked for it too early. */
static bool needs_parent_still(struct monitor *monitor) {
  struct pollfd said = {.fd = monitor->control, .events = POLLIN};
  while (RETRY(poll(&said, 1, 0)) > 0 && handle_control(monitor)) continue;
  return !monitor->is_running && !monitor->is_on_its_own;
}

/* One turn. false once init is dead. */
static bool turn(struct monitor *monitor) {
  collect(monitor);
  struct poll_set *set = &monitor->set;
  int timeout_ms = monitor->redraw_pending ? REDRAW_MS : monitor->is_resting ? -1 : REST_MS;
  int ready = RETRY(poll(set->entries, set->count, timeout_ms));
  if (ready == 0 && monitor->redraw_pending) {
    monitor->redraw_pending = false;
    streams_resize(&monitor->streams, monitor->server.rows, monitor->server.columns);
  } else if (ready == 0) {
    give_back_pages();
  }
  monitor->is_resting = ready == 0 && timeout_ms == REST_MS;
  if (ready <= 0) return true;
  if (poll_set_result(set, monitor->control_index) != 0) (void)handle_control(monitor);
  if (poll_set_result(set, monitor->gates_index) != 0) {
    monitor->is_orphaned = true;
    if (needs_parent_still(monitor)) kill_init(monitor);
  }
  if (poll_set_result(set, monitor->signals_index) & POLLIN) {
    close_now(&monitor->signals);
    kill_init(monitor);
  }
  if (poll_set_result(set, monitor->input_index) != 0) streams_flush(&monitor->streams);
  for (int which = 0; which < 2; which++) {
    size_t room = attach_server_room(&monitor->server);
    if (poll_set_result(set, monitor->output_index[which]) != 0 && room > 0) read_output(monitor, which, room);
  }
  attach_server_handle(&monitor->server, set);
  see_to_wishes(monitor);
  see_to_patience(monitor, poll_set_result(set, monitor->patience_index) != 0);
  return !(poll_set_result(set, monitor->pidfd_index) & POLLIN);
}

/* All processes of the container are dead, so what is in the pipes is all there will be. */
static void drain(struct monitor *monitor) {
  while (monitor->control >= 0 && handle_control(monitor)) continue;
  for (int which = 0; which < 2; which++) {
    uint64_t before;
    do {
      before = monitor->server.ring.head;
      read_output(monitor, which, OUTPUT_CHUNK);
    } while (monitor->server.ring.head != before);
  }
}

static struct exit_record judge(struct monitor *monitor) {
  siginfo_t info = {0};
  (void)RETRY(waitid(P_PIDFD, (id_t)monitor->pidfd, &info, WEXITED));
  bool killed = info.si_code != CLD_EXITED;
  struct exit_record record = {.code = killed ? 128 + info.si_status : info.si_status, .signal = killed ? info.si_status : 0};
  if (monitor->failed_code == 0 && !monitor->is_running) {
    /* Killed before it could say anything: by the parent's end, by SIGTERM, for lack of memory. */
    monitor->failed_code = 125;
    (void)snprintf(monitor->failed, sizeof monitor->failed, "start: ended before its program ran");
  }
  if (monitor->failed_code != 0) {
    record.code = monitor->failed_code;
    record.signal = 0;
    record.failed = monitor->failed;
  }
  record.oom_killed = was_oom_killed(&monitor->plan);
  return record;
}

static void finish(struct monitor *monitor) {
  drain(monitor);
  struct exit_record record = judge(monitor);
  remove_cgroups(&monitor->plan);
  (void)unlink(monitor->socket_path);
  if (write_exit_record(monitor->exit_path, &record) != 0)
    (void)refuse(&monitor->settings, monitor->exit_path, errno);
  if (*monitor->changed_path != '\0') (void)utimensat(AT_FDCWD, monitor->changed_path, NULL, 0);

  struct event event;
  event_begin(&event, "exited");
  event_number(&event, (uint64_t)record.code);
  event_number(&event, (uint64_t)record.signal);
  event_send(&event, EVENTS_FD);
  streams_close(&monitor->streams);
  attach_server_end(&monitor->server, (unsigned)record.code, record.failed);
  while (!attach_server_is_done(&monitor->server)) {
    poll_set_clear(&monitor->set);
    attach_server_poll(&monitor->server, &monitor->set);
    if (RETRY(poll(monitor->set.entries, monitor->set.count, -1)) < 0) break;
    attach_server_handle(&monitor->server, &monitor->set);
  }
}

int run_monitor(void) {
  struct plan_error error;
  struct monitor monitor = {.pidfd = -1, .control = -1, .signals = -1, .patience.timer = -1, .server.listener = -1, .log.fd = -1};
  for (int fd = PLAN_FD; fd <= GATES_FD; fd++)
    if (fcntl(fd, F_SETFD, FD_CLOEXEC) != 0) die(125, "monitor: descriptor %d is not open", fd);
  /* The parent may have more open than it meant to give, such as a pipe whose end somebody waits for. */
  if (sys_close_range(GATES_FD + 1, UINT32_MAX, 0) != 0) die_errno(125, "monitor: descriptors");
  if (!plan_read(PLAN_FD, STEP_monitor, &monitor.plan, &error)) {
    struct step step = {.index = error.step, .name = "plan", .where = ""};
    event_failed(EVENTS_FD, &step, "", EBADMSG, error.reason);
    return 125;
  }
  (void)close(PLAN_FD);
  (void)umask(077);
  (void)plan_next(&monitor.plan, &monitor.settings);
  if (open_signals(&monitor) != 0) return refuse(&monitor.settings, "signals", errno);
  int result = open_files(&monitor);
  if (result == 0) result = fork_init(&monitor);
  if (result == 0) {
    while (turn(&monitor)) continue;
    finish(&monitor);
  } else if (monitor.server.listener >= 0) {
    (void)unlink(monitor.socket_path);
  }
  attach_server_close(&monitor.server);
  poll_set_free(&monitor.set);
  free(monitor.log.buffer);
  /* Of a start that failed, its parent takes care. */
  if (result == 0 && monitor.is_running) become_afterwards(&monitor.plan);
  plan_release(&monitor.plan);
  return result;
}
