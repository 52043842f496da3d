/* The plan: bytes from the parent, checked whole before the first step is performed, then read step by step. */
#ifndef WHERRY_PLAN_H
#define WHERRY_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "opcodes.h"

#define PLAN_MAX_BYTES (1024u * 1024)
#define PLAN_MAX_STEPS 4096u
#define PLAN_MAX_TEXT (128u * 1024)
#define PLAN_MAX_ITEMS 4096u
#define STEP_MAX_FIELDS 10

enum step_kind {
#define STEP(number, name, fields) STEP_##name = number,
  PLAN_STEPS(STEP)
#undef STEP
};

struct text_list {
  uint32_t count;
  const uint8_t *items;
};

/* One of the four, as the step's signature says. Texts and bytes point into the plan. */
struct step_field {
  uint64_t number;
  const char *text;
  uint32_t length;
  const uint8_t *bytes;
  struct text_list list;
};

struct step {
  uint32_t index;
  enum step_kind kind;
  const char *name;
  const char *where;
  struct step_field fields[STEP_MAX_FIELDS];
  size_t next;
};

struct plan {
  uint8_t *bytes;
  size_t size;
  uint32_t step_count;
};

struct plan_error {
  uint32_t step;
  char reason[160];
};

/* Reads to the end of the file and checks. false leaves the plan without memory and says why. */
bool plan_read(int fd, enum step_kind first, struct plan *plan, struct plan_error *error);
void plan_release(struct plan *plan);

/* The step after this one; the first for a step that is all zero. false after the last. */
bool plan_next(const struct plan *plan, struct step *step);
/* The first step of that kind. */
bool plan_find(const struct plan *plan, enum step_kind kind, struct step *step);

/* Takes the first text off the list; the list must have one. */
const char *list_take(struct text_list *list);
/* The texts and a NULL; to be freed. The texts belong to the plan. */
char **list_to_vector(struct text_list list);

#endif
