/* The terminal of the launcher's own caller: raw while it belongs to a container's program, given back after. */
#ifndef WHERRY_OWN_TERMINAL_H
#define WHERRY_OWN_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>
#include <termios.h>

struct own_terminal {
  /* Standard input if that is a terminal, else standard output, else -1. */
  int fd;
  bool is_raw;
  struct termios saved;
};

void own_terminal_find(struct own_terminal *terminal);
/* 0 0 when there is none. */
void own_terminal_size(const struct own_terminal *terminal, uint16_t *rows, uint16_t *columns);
/* Only when standard input is the terminal. 0, or -1 with errno. */
int own_terminal_make_raw(struct own_terminal *terminal);
/* May be called at any time, again and again. */
void own_terminal_restore(struct own_terminal *terminal);

#endif
