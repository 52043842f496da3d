#include "apply.h"
#include "apply_copy.h"
#include "apply_file.h"
#include "entries.h"

#include <fcntl.h>
#include <sys/sysmacros.h>

struct place {
  int root;
  struct parent parent; /* the last one used: entries of one directory come together */
};

/* The directory the last name lies in, and that name. */
static int enter_parent(struct place *place, char *path, const char **name) {
  char *slash = strrchr(path, '/');
  *name = slash == NULL ? path : slash + 1;
  if (slash == NULL) return place->root;
  *slash = '\0';
  bool same = place->parent.fd >= 0 && text_equal(place->parent.path, path);
  if (!same) {
    close_now(&place->parent.fd);
    place->parent.fd = open_beneath(place->root, path, O_PATH | O_DIRECTORY);
    if (place->parent.fd < 0) fail_errno("open directory", path);
    strcpy(place->parent.path, path);
  }
  *slash = '/';
  return place->parent.fd;
}

static void make_directory(int parent, const char *name, const struct entry *entry) {
  if (mkdirat(parent, name, 0700) < 0) fail_errno("make directory", entry->path);
  set_directory_attributes(parent, name, entry);
}

static void make_symlink(int parent, const char *name, const struct entry *entry) {
  if (symlinkat(entry->target, parent, name) < 0) fail_errno("make symlink", entry->path);
  set_attributes(parent, name, entry);
}

static void make_node(int parent, const char *name, const struct entry *entry) {
  mode_t type = entry->op == 'C' ? S_IFCHR : entry->op == 'B' ? S_IFBLK : S_IFIFO;
  dev_t device = entry->op == 'P' ? 0 : makedev(entry->major, entry->minor);
  /* Character 0:0 is the overlay's mark for a removed name; only W makes it. */
  if (entry->op == 'C' && device == 0) fail_reason("make device", entry->path, "0:0 is no device");
  if (mknodat(parent, name, type | 0600, device) < 0) fail_errno("make device", entry->path);
  set_attributes(parent, name, entry);
}

static void make_whiteout(int parent, const char *name, const char *path) {
  if (mknodat(parent, name, S_IFCHR, makedev(0, 0)) < 0) fail_errno("make whiteout", path);
}

static void make_link(struct place *place, int parent, const char *name, const struct entry *entry) {
  const char *slash = strrchr(entry->target, '/');
  cleanup_fd int target_parent = -1;
  cleanup_free char *folder = copy_text(slash == NULL ? "." : entry->target);
  if (slash != NULL) folder[slash - entry->target] = '\0';
  target_parent = open_beneath(place->root, folder, O_PATH | O_DIRECTORY);
  if (target_parent < 0) fail_errno("open directory", folder);
  /* Flags 0: a symlink is linked itself, never what it points to. */
  if (linkat(target_parent, slash == NULL ? entry->target : slash + 1, parent, name, 0) < 0) {
    fail_errno("make hard link", entry->path);
  }
}

static void remove_entry(struct place *place, int parent, const char *name, const struct entry *entry) {
  if (unlinkat(parent, name, entry->directory ? AT_REMOVEDIR : 0) < 0) fail_errno("remove", entry->path);
  /* The remembered parent may be what went. */
  if (entry->directory) close_now(&place->parent.fd);
}

static void set_time(int parent, const char *name, const struct entry *entry) {
  struct timespec times[2] = {entry->time, entry->time};
  if (utimensat(parent, name, times, AT_SYMLINK_NOFOLLOW) < 0) fail_errno("set time", entry->path);
}

static void apply_entry(struct place *place, struct entry_reader *reader, const struct entry *entry, int lower) {
  const char *name;
  int parent = enter_parent(place, entry->path, &name);
  if (*name == '\0') name = ".";
  switch (entry->op) {
    case 'D':
      make_directory(parent, name, entry);
      break;
    case 'A':
      set_directory_attributes(parent, name, entry);
      break;
    case 'F':
      make_file(parent, name, entry, reader);
      break;
    case 'L':
      make_symlink(parent, name, entry);
      break;
    case 'C':
    case 'B':
    case 'P':
      make_node(parent, name, entry);
      break;
    case 'W':
      make_whiteout(parent, name, entry->path);
      break;
    case 'H':
      make_link(place, parent, name, entry);
      break;
    case 'U':
      copy_up(parent, name, entry->path, lower);
      break;
    case 'R':
      remove_entry(place, parent, name, entry);
      break;
    case 'O':
      mark_opaque(parent, name, entry->path);
      break;
    case 'T':
      set_time(parent, name, entry);
      break;
    case 'K':
      set_lower_time(parent, name, entry->path, lower);
      break;
    default:
      fail_reason("read entries", entry->path, "an unknown op");
  }
}

void apply_entries(const int *lowers, size_t lower_count) {
  struct place place = {.root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC), .parent = {.fd = -1}};
  if (place.root < 0) fail_errno("open root", "/");
  struct entry_reader *reader = open_entry_reader(STDIN_FILENO);
  struct entry entry;
  for (read_entry(reader, &entry); entry.op != 'E'; read_entry(reader, &entry)) {
    bool from_lower = entry.op == 'U' || entry.op == 'K';
    if (from_lower && entry.lower >= lower_count) fail_reason("copy up", entry.path, "no such lower directory");
    apply_entry(&place, reader, &entry, from_lower ? lowers[entry.lower] : -1);
  }
  /* Once for all: a sync for each file would cost more than all the rest. */
  if (syncfs(place.root) < 0) fail_errno("write to disk", "");
  if (write_exact(STDOUT_FILENO, "ok\n", 3) < 0) fail_errno("answer", "");
  close_entry_reader(reader);
  close_now(&place.parent.fd);
  close_now(&place.root);
}
