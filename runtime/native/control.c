#include "control.h"

#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>

#include "common.h"

int control_pair(int pair[2]) { return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair); }

static int send_record(int control, const char *bytes, size_t length, int fd) {
  union {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr align;
  } passed = {.bytes = {0}};
  cleanup_free char *copy = memcpy(allocate(length), bytes, length);
  struct iovec part = {.iov_base = copy, .iov_len = length};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (fd >= 0) {
    message.msg_control = passed.bytes;
    message.msg_controllen = sizeof passed.bytes;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(header), &fd, sizeof fd);
  }
  return RETRY(sendmsg(control, &message, MSG_NOSIGNAL)) < 0 ? -1 : 0;
}

int control_send(int control, enum control_kind kind) {
  char byte = (char)kind;
  return send_record(control, &byte, 1, -1);
}

int control_send_master(int control, int master) {
  char byte = CONTROL_MASTER;
  return send_record(control, &byte, 1, master);
}

int control_send_failure(int control, const struct world *world) {
  const struct failure *failure = &world->failure;
  const struct step *step = world->step;
  char record[2048];
  /* For a session the line goes to the one who typed the command; a place in a spec would tell nothing. */
  bool with_place = *step->where != '\0' && !world->is_session;
  int length = snprintf(record, sizeof record, "%c%c%s %s%s%.200s%s: %s", CONTROL_FAILED, failure->exit_code, step->name,
                        failure->subject, with_place ? " (" : "", with_place ? step->where : "",
                        with_place ? ")" : "", failure->reason);
  if (length < 0) return -1;
  size_t size = (size_t)length < sizeof record ? (size_t)length : sizeof record - 1;
  return send_record(control, record, size, -1);
}

int control_receive(int control, struct control_record *record) {
  union {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr align;
  } passed;
  char bytes[2048];
  struct iovec part = {.iov_base = bytes, .iov_len = sizeof bytes};
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = passed.bytes, .msg_controllen = sizeof passed.bytes};
  ssize_t length = RETRY(recvmsg(control, &message, MSG_CMSG_CLOEXEC));
  if (length <= 0) return (int)length;
  *record = (struct control_record){.kind = (enum control_kind)bytes[0], .fd = -1};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS)
    memcpy(&record->fd, CMSG_DATA(header), sizeof record->fd);
  if (length > 1) {
    record->exit_code = (unsigned char)bytes[1];
    memcpy(record->line, bytes + 2, (size_t)length - 2);
    record->line[length - 2] = '\0';
  }
  return 1;
}

bool control_is_lost(int control) {
  struct pollfd state = {.fd = control, .events = POLLRDHUP};
  return RETRY(poll(&state, 1, 0)) != 0 && (state.revents & (POLLHUP | POLLRDHUP | POLLERR | POLLNVAL)) != 0;
}
