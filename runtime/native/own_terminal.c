#include "own_terminal.h"

#include <sys/ioctl.h>

#include "common.h"

void own_terminal_find(struct own_terminal *terminal) {
  int fd = isatty(STDIN_FILENO) ? STDIN_FILENO : isatty(STDOUT_FILENO) ? STDOUT_FILENO : -1;
  *terminal = (struct own_terminal){.fd = fd};
}

void own_terminal_size(const struct own_terminal *terminal, uint16_t *rows, uint16_t *columns) {
  struct winsize size = {0};
  if (terminal->fd >= 0) (void)ioctl(terminal->fd, TIOCGWINSZ, &size);
  *rows = size.ws_row;
  *columns = size.ws_col;
}

int own_terminal_make_raw(struct own_terminal *terminal) {
  if (terminal->fd != STDIN_FILENO || terminal->is_raw) return 0;
  if (tcgetattr(terminal->fd, &terminal->saved) != 0) return -1;
  struct termios raw = terminal->saved;
  cfmakeraw(&raw);
  /* DRAIN, not FLUSH: what was typed ahead is for the program. */
  if (RETRY(tcsetattr(terminal->fd, TCSADRAIN, &raw)) != 0) return -1;
  terminal->is_raw = true;
  return 0;
}

void own_terminal_restore(struct own_terminal *terminal) {
  if (!terminal->is_raw) return;
  terminal->is_raw = false;
  /* NOW, not DRAIN: a terminal whose other side does not read would keep us for ever. */
  (void)RETRY(tcsetattr(terminal->fd, TCSANOW, &terminal->saved));
}
