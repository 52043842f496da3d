/* A program's standard streams as the side that supervises it holds them: pipes, or the master of its terminal. */
#ifndef WHERRY_STREAMS_H
#define WHERRY_STREAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct streams {
  bool is_terminal;
  /* Standard output (or the terminal) and standard error; -1 when ended. */
  int output[2];
  /* Where input goes; the master itself for a terminal; -1 when closed. */
  int input;
  /* Keeps the terminal from hanging up while nobody in the container has it open. */
  int slave;
  /* Input that the program has not taken yet, and whether its end comes after it. */
  uint8_t *waiting;
  size_t waiting_at, waiting_end;
  bool end_follows;
};

/* The program's ends of the pipes; [0] is /dev/null without `with_input`. */
struct program_ends {
  int fds[3];
};

/* Makes the pipes. 0, or -1 with errno. */
int streams_open_pipes(struct streams *streams, struct program_ends *ends, bool with_input);
/* Takes the master of a terminal; the pipes, if any, are given up. 0, or -1 with errno. */
int streams_take_terminal(struct streams *streams, int master);
/* Puts the ends on 0, 1 and 2 of this process. */
int program_ends_take(const struct program_ends *ends);
void program_ends_close(struct program_ends *ends);

bool streams_has_waiting(const struct streams *streams);
/* Input for the program. What it does not take now waits; call it only while nothing waits. */
void streams_feed(struct streams *streams, const uint8_t *bytes, size_t size);
void streams_flush(struct streams *streams);
/* End of input: closes a pipe, types the end-of-file character on a terminal; after what waits. */
void streams_end_input(struct streams *streams);
void streams_close_input(struct streams *streams);
/* Bytes read, 0 for "nothing now", -1 for the end (the descriptor is closed then). */
ssize_t streams_read(struct streams *streams, int which, uint8_t *buffer, size_t size);
void streams_resize(const struct streams *streams, uint16_t rows, uint16_t columns);
void streams_close(struct streams *streams);

#endif
