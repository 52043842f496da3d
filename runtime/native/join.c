#include "join.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>

#include "cgroups.h"
#include "common.h"
#include "control.h"
#include "exit_record.h"
#include "kernel.h"
#include "own_terminal.h"
#include "session.h"
#include "sink.h"
#include "streams.h"

#define CHUNK (32u * 1024)
/* What a shell gets to save its history and to end its jobs, once its terminal has hung up. */
#define GRACE_MS 300

struct join {
  struct plan plan;
  struct step settings;
  struct session session;
  struct streams streams;
  struct own_terminal terminal;
  struct sink out[2];
  int signals;
  bool with_input, is_running, is_over, is_lost;
  int failed_code;
  char failed[2048];
  /* To the process that started us detached, and waits to hear how it went; -1 when nobody does. */
  int report;
};

static void read_plan(struct join *join, const char *path) {
  struct plan_error error;
  if (sys_close_range(STDERR_FILENO + 1, UINT32_MAX, 0) != 0) die_errno(125, "exec: descriptors");
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) die_errno(125, "exec: plan %s", path);
  (void)unlink(path);
  if (!plan_read(fd, STEP_session, &join->plan, &error)) die(125, "exec: %s", error.reason);
  (void)plan_next(&join->plan, &join->settings);
}

static void open_signals(struct join *join) {
  static const int taken[] = {SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  sigset_t mask;
  (void)sigemptyset(&mask);
  for (size_t index = 0; index < COUNT_OF(taken); index++) (void)sigaddset(&mask, taken[index]);
  if (sigprocmask(SIG_BLOCK, &mask, NULL) != 0) die_errno(125, "exec: signals");
  join->signals = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
  if (join->signals < 0) die_errno(125, "exec: signals");
  (void)signal(SIGPIPE, SIG_IGN);
}

/* The client is gone: a hang-up first, as from any terminal, and the end for what is still there after. */
static void lose_client(struct join *join) {
  if (join->is_lost) return;
  join->is_lost = true;
  join->with_input = false;
  session_signal(&join->session, SIGHUP);
  session_signal(&join->session, SIGCONT);
  struct pollfd ended = {.fd = join->session.pidfd, .events = POLLIN};
  (void)RETRY(poll(&ended, 1, GRACE_MS));
  session_kill(&join->session);
}

static void handle_signals(struct join *join) {
  struct signalfd_siginfo info;
  while (RETRY(read(join->signals, &info, sizeof info)) == (ssize_t)sizeof info) {
    uint16_t rows, columns;
    switch (info.ssi_signo) {
      case SIGWINCH:
        own_terminal_size(&join->terminal, &rows, &columns);
        streams_resize(&join->streams, rows, columns);
        break;
      case SIGINT:
      case SIGQUIT:
        session_signal(&join->session, (int)info.ssi_signo);
        break;
      default:
        /* A detached session has no client that a hang-up could be about. */
        if (info.ssi_signo != SIGHUP || !(join->session.flags & SESSION_DETACH)) lose_client(join);
    }
  }
}

static void report(struct join *join, int code) {
  if (join->report < 0) return;
  (void)write_exact(join->report, &code, sizeof code);
  close_now(&join->report);
  cleanup_fd int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int stream = 0; stream < 3; stream++) (void)dup2(nothing, stream);
}

static void handle_control(struct join *join) {
  struct control_record record;
  if (control_receive(join->session.control, &record) != 1) {
    close_now(&join->session.control);
    join->is_running = join->failed_code == 0;
    if (join->is_running) report(join, 0);
    return;
  }
  if (record.kind == CONTROL_MASTER) {
    uint16_t rows, columns;
    if (streams_take_terminal(&join->streams, record.fd) != 0) return session_kill(&join->session);
    own_terminal_size(&join->terminal, &rows, &columns);
    streams_resize(&join->streams, rows, columns);
    if (join->with_input && own_terminal_make_raw(&join->terminal) != 0) session_kill(&join->session);
  } else if (record.kind == CONTROL_FAILED) {
    join->failed_code = record.exit_code;
    (void)snprintf(join->failed, sizeof join->failed, "%s", record.line);
  }
}

static void pass_input(struct join *join) {
  uint8_t bytes[CHUNK];
  ssize_t count = RETRY(read(STDIN_FILENO, bytes, sizeof bytes));
  if (count > 0) return streams_feed(&join->streams, bytes, (size_t)count);
  if (count < 0 && errno == EAGAIN) return;
  join->with_input = false;
  /* The end of a pipe is half of a farewell; a terminal has no end but its hang-up. */
  if (join->terminal.fd == STDIN_FILENO) return lose_client(join);
  streams_end_input(&join->streams);
}

/* true when there was something. */
static bool pass_output(struct join *join, int which) {
  uint8_t bytes[CHUNK];
  ssize_t count = streams_read(&join->streams, which, bytes, sizeof bytes);
  if (count > 0) sink_put(&join->out[which], bytes, (size_t)count);
  if (join->out[which].is_broken) lose_client(join);
  return count > 0;
}

static void turn(struct join *join) {
  bool detached = join->session.flags & SESSION_DETACH;
  bool waits = sink_has_waiting(&join->out[0]) || sink_has_waiting(&join->out[1]);
  bool input_waits = streams_has_waiting(&join->streams);
  bool may_read = join->with_input && !input_waits && join->streams.input >= 0;
  struct pollfd set[] = {
      {.fd = join->session.pidfd, .events = POLLIN},
      {.fd = join->signals, .events = POLLIN},
      {.fd = join->session.control, .events = POLLIN},
      {.fd = waits ? -1 : join->streams.output[0], .events = POLLIN},
      {.fd = waits ? -1 : join->streams.output[1], .events = POLLIN},
      {.fd = may_read ? STDIN_FILENO : -1, .events = POLLIN},
      {.fd = input_waits ? join->streams.input : -1, .events = POLLOUT},
      /* Asked for nothing, they still tell when their other side goes. */
      {.fd = detached || join->is_lost ? -1 : join->out[0].fd, .events = sink_has_waiting(&join->out[0]) ? POLLOUT : 0},
      {.fd = sink_has_waiting(&join->out[1]) ? join->out[1].fd : -1, .events = POLLOUT},
  };
  if (RETRY(poll(set, COUNT_OF(set), -1)) < 0) die_errno(125, "exec: poll");
  if (set[2].revents != 0) handle_control(join);
  if (set[1].revents != 0) handle_signals(join);
  if (set[7].revents & POLLOUT) sink_flush(&join->out[0]);
  if (set[8].revents != 0) sink_flush(&join->out[1]);
  if (set[6].revents != 0) streams_flush(&join->streams);
  for (int which = 0; which < 2; which++)
    if (set[3 + which].revents != 0) (void)pass_output(join, which);
  if (set[5].revents != 0) pass_input(join);
  if (set[7].revents & (POLLHUP | POLLERR)) lose_client(join);
  if (set[0].revents != 0) join->is_over = true;
}

static void say_failed(struct join *join) {
  cleanup_free char *line = format_text("wherry: %s\n", join->failed);
  sink_put(&join->out[1], line, strlen(line));
  sink_finish(&join->out[1]);
}

/* What the program has written is read to its end; what it left behind may go on writing, and is not waited for. */
static int finish(struct join *join) {
  siginfo_t info = {0};
  while (join->session.control >= 0) handle_control(join);
  (void)RETRY(waitid(P_PIDFD, (id_t)join->session.pidfd, &info, WEXITED));
  for (int which = 0; which < 2 && !join->is_lost; which++) {
    while (pass_output(join, which)) sink_finish(&join->out[which]);
    sink_finish(&join->out[which]);
  }
  own_terminal_restore(&join->terminal);
  bool killed = info.si_code != CLD_EXITED;
  struct exit_record record = {.code = killed ? 128 + info.si_status : info.si_status, .signal = killed ? info.si_status : 0};
  if (join->failed_code != 0) {
    record = (struct exit_record){.code = join->failed_code, .failed = join->failed};
    if (!join->is_lost) say_failed(join);
    report(join, record.code);
  }
  record.oom_killed = was_oom_killed(&join->plan);
  remove_cgroups(&join->plan);
  const char *exit_path = join->settings.fields[4].text;
  if (*exit_path != '\0') (void)write_exit_record(exit_path, &record);
  return record.code;
}

/* Goes on in a child that no terminal reaches; the caller's exit code says whether the program runs. */
static void detach(struct join *join) {
  int pair[2], code;
  if (pipe2(pair, O_CLOEXEC) != 0) die_errno(125, "exec: pipe");
  pid_t pid = fork();
  if (pid < 0) die_errno(125, "exec: fork");
  if (pid > 0) {
    (void)close(pair[1]);
    if (read_exact(pair[0], &code, sizeof code) != (ssize_t)sizeof code) code = 125;
    _exit(code);
  }
  (void)close(pair[0]);
  (void)setsid();
  join->report = pair[1];
}

int run_join(const char *plan_path) {
  struct join join = {.signals = -1, .report = -1, .session = {.pidfd = -1, .control = -1}};
  read_plan(&join, plan_path);
  join.session.plan = &join.plan;
  if (join.settings.fields[2].number & SESSION_DETACH) detach(&join);
  open_signals(&join);
  own_terminal_find(&join.terminal);
  sink_open(&join.out[0], STDOUT_FILENO);
  sink_open(&join.out[1], STDERR_FILENO);
  uint64_t flags = join.settings.fields[2].number;
  join.with_input = flags & SESSION_STDIN && !(flags & SESSION_DETACH);
  uint16_t rows, columns;
  own_terminal_size(&join.terminal, &rows, &columns);
  int result = session_start(&join.session, &join.settings, &join.streams, rows, columns);
  if (result != 0) return result;
  while (!join.is_over) turn(&join);
  return finish(&join);
}
