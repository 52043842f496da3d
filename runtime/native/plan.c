#include "plan.h"

#include <stdarg.h>
#include <stdio.h>

#include "common.h"

#define HEADER_SIZE 16u
#define STEP_HEADER_SIZE 8u
#define VERSION 1u

/* What is left to read; every take checks against it, so that no length in the plan is ever trusted. */
struct reader {
  const uint8_t *at;
  size_t left;
};

static const char *step_name(unsigned number) {
  switch (number) {
#define STEP(number, name, fields) \
  case number:                     \
    return #name;
    PLAN_STEPS(STEP)
#undef STEP
    default:
      return NULL;
  }
}

static const char *step_signature(unsigned number) {
  switch (number) {
#define STEP(number, name, fields) \
  case number:                     \
    return fields;
    PLAN_STEPS(STEP)
#undef STEP
    default:
      return NULL;
  }
}

#define STEP(number, name, fields) \
  _Static_assert(sizeof(fields) - 1 <= STEP_MAX_FIELDS, "more fields than a step can hold");
PLAN_STEPS(STEP)
#undef STEP

static bool refuse(struct plan_error *error, uint32_t step, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool refuse(struct plan_error *error, uint32_t step, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  (void)vsnprintf(error->reason, sizeof error->reason, format, arguments);
  va_end(arguments);
  error->step = step;
  return false;
}

static bool take_u32(struct reader *reader, uint32_t *value) {
  if (reader->left < 4) return false;
  *value = load_u32(reader->at);
  reader->at += 4;
  reader->left -= 4;
  return true;
}

static bool take_u64(struct reader *reader, uint64_t *value) {
  if (reader->left < 8) return false;
  *value = load_u64(reader->at);
  reader->at += 8;
  reader->left -= 8;
  return true;
}

/* NULL, or what is wrong with it. */
static const char *take_text(struct reader *reader, const char **text, uint32_t *length) {
  if (!take_u32(reader, length)) return "cut off";
  if (*length > PLAN_MAX_TEXT) return "text over 128 KiB";
  if (reader->left <= *length) return "text longer than its step";
  if (reader->at[*length] != '\0') return "text without its end";
  if (memchr(reader->at, '\0', *length) != NULL) return "NUL inside a text";
  *text = (const char *)reader->at;
  reader->at += *length + 1;
  reader->left -= *length + 1;
  return NULL;
}

static const char *take_list(struct reader *reader, struct text_list *list) {
  if (!take_u32(reader, &list->count)) return "cut off";
  if (list->count > PLAN_MAX_ITEMS) return "list over 4096 items";
  list->items = reader->at;
  for (uint32_t item = 0; item < list->count; item++) {
    const char *text;
    uint32_t length;
    const char *wrong = take_text(reader, &text, &length);
    if (wrong != NULL) return wrong;
  }
  return NULL;
}

static const char *take_bytes(struct reader *reader, const uint8_t **bytes, uint32_t *length) {
  if (!take_u32(reader, length)) return "cut off";
  if (reader->left < *length) return "bytes longer than their step";
  *bytes = reader->at;
  reader->at += *length;
  reader->left -= *length;
  return NULL;
}

static const char *take_field(struct reader *reader, char kind, struct step_field *field) {
  switch (kind) {
    case 's':
      return take_text(reader, &field->text, &field->length);
    case 'l':
      return take_list(reader, &field->list);
    case 'u':
      return take_u64(reader, &field->number) ? NULL : "cut off";
    default:
      return take_bytes(reader, &field->bytes, &field->length);
  }
}

/* Reads the step at step->next. NULL, or what is wrong with it. */
static const char *read_step(const struct plan *plan, struct step *step) {
  struct reader header = {plan->bytes + step->next, plan->size - step->next};
  if (header.left < STEP_HEADER_SIZE) return "cut off";
  unsigned number = load_u16(header.at);
  if (load_u16(header.at + 2) != 0) return "reserved bits set";
  uint32_t size = load_u32(header.at + 4);
  if (size > header.left - STEP_HEADER_SIZE) return "longer than the plan";
  const char *signature = step_signature(number);
  if (signature == NULL) return "unknown number";
  *step = (struct step){
      .index = step->index, .kind = number, .name = step_name(number), .next = step->next + STEP_HEADER_SIZE + size};

  struct reader body = {header.at + STEP_HEADER_SIZE, size};
  uint32_t length;
  const char *wrong = take_text(&body, &step->where, &length);
  for (size_t field = 0; wrong == NULL && signature[field] != '\0'; field++)
    wrong = take_field(&body, signature[field], &step->fields[field]);
  if (wrong == NULL && body.left != 0) wrong = "bytes after its last field";
  return wrong;
}

static bool check_plan(struct plan *plan, enum step_kind first, struct plan_error *error) {
  if (plan->size < HEADER_SIZE) return refuse(error, 0, "malformed plan: %zu bytes, cut off", plan->size);
  if (memcmp(plan->bytes, "WPLN", 4) != 0) return refuse(error, 0, "malformed plan: not a plan");
  uint32_t version = load_u32(plan->bytes + 4);
  if (version != VERSION) return refuse(error, 0, "malformed plan: version %u, not %u", version, VERSION);
  plan->step_count = load_u32(plan->bytes + 8);
  if (plan->step_count == 0 || plan->step_count > PLAN_MAX_STEPS)
    return refuse(error, 0, "malformed plan: %u steps", plan->step_count);
  uint32_t size = load_u32(plan->bytes + 12);
  if (size != plan->size - HEADER_SIZE)
    return refuse(error, 0, "malformed plan: steps of %u bytes where %zu are said", (unsigned)(plan->size - HEADER_SIZE), (size_t)size);

  struct step step = {.next = HEADER_SIZE};
  for (uint32_t index = 0; index < plan->step_count; index++) {
    step.index = index;
    const char *wrong = read_step(plan, &step);
    if (wrong != NULL) return refuse(error, index, "malformed plan: step %u: %s", index, wrong);
    /* Who starts it and who ends it stand once, at their place, so that no later code has to ask. */
    if ((index == 0) != (step.kind == first))
      return refuse(error, index, "malformed plan: step %u: %s is out of place", index, step.name);
    if ((index == plan->step_count - 1) != (step.kind == STEP_exec))
      return refuse(error, index, "malformed plan: step %u: %s is out of place", index, step.name);
    if (step.kind == STEP_exec && step.fields[0].list.count == 0)
      return refuse(error, index, "malformed plan: step %u: no program", index);
  }
  if (step.next != plan->size) return refuse(error, plan->step_count, "malformed plan: bytes after the last step");
  return true;
}

bool plan_read(int fd, enum step_kind first, struct plan *plan, struct plan_error *error) {
  size_t room = 16 * 1024;
  *plan = (struct plan){.bytes = allocate(room)};
  for (;;) {
    ssize_t count = RETRY(read(fd, plan->bytes + plan->size, room - plan->size));
    if (count < 0) {
      (void)refuse(error, 0, "read plan: %s", strerror(errno));
      plan_release(plan);
      return false;
    }
    if (count == 0) break;
    plan->size += (size_t)count;
    if (plan->size > PLAN_MAX_BYTES) {
      (void)refuse(error, 0, "malformed plan: over 1 MiB");
      plan_release(plan);
      return false;
    }
    if (plan->size == room) plan->bytes = allocate_again(plan->bytes, room *= 2);
  }
  if (check_plan(plan, first, error)) return true;
  plan_release(plan);
  return false;
}

void plan_release(struct plan *plan) {
  free(plan->bytes);
  *plan = (struct plan){0};
}

bool plan_next(const struct plan *plan, struct step *step) {
  bool first = step->next == 0;
  uint32_t index = first ? 0 : step->index + 1;
  if (index >= plan->step_count) return false;
  step->index = index;
  if (first) step->next = HEADER_SIZE;
  return read_step(plan, step) == NULL;
}

bool plan_find(const struct plan *plan, enum step_kind kind, struct step *step) {
  *step = (struct step){0};
  while (plan_next(plan, step))
    if (step->kind == kind) return true;
  return false;
}

const char *list_take(struct text_list *list) {
  const char *text = (const char *)list->items + 4;
  list->items += 4 + load_u32(list->items) + 1;
  list->count--;
  return text;
}

char **list_to_vector(struct text_list list) {
  char **vector = allocate((list.count + 1) * sizeof *vector);
  size_t used = 0;
  while (list.count > 0) {
    union {
      const char *text;
      char *argument;
    } item = {.text = list_take(&list)};
    vector[used++] = item.argument;
  }
  vector[used] = NULL;
  return vector;
}
