#include "walk.h"
#include "entries.h"

#include <fcntl.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>

enum { XATTR_NAMES_SIZE = 65536, XATTR_VALUE_SIZE = 65536, CONTENT_BUFFER = 256 * 1024 };

static const char OVERLAY[] = "trusted.overlay.";

struct walk {
  struct entry_writer *writer;
  bool content;
  char path[ENTRY_PATH_MAX + 1];
  char names[XATTR_NAMES_SIZE];
  uint8_t value[XATTR_VALUE_SIZE];
  uint8_t buffer[CONTENT_BUFFER];
};

static void walk_directory(struct walk *walk, int fd, size_t length);

/* The working directory is the one that holds the name, for the calls that know paths only. */
static ssize_t list_xattrs(struct walk *walk, const char *name) {
  ssize_t length = llistxattr(name, walk->names, sizeof walk->names);
  if (length < 0 && (errno == EOPNOTSUPP || errno == ENOENT)) return 0;
  if (length < 0) fail_errno("list attributes", walk->path);
  return length;
}

static bool is_opaque(struct walk *walk, const char *name) {
  ssize_t size = lgetxattr(name, "trusted.overlay.opaque", walk->value, sizeof walk->value);
  return size == 1 && walk->value[0] == 'y';
}

/* A directory renamed, or a file kept as attributes only, would have its content elsewhere; our mounts do neither. */
static void refuse_redirects(struct walk *walk, const char *xattr) {
  if (text_equal(xattr, "trusted.overlay.redirect") || text_equal(xattr, "trusted.overlay.metacopy")) {
    fail_reason("read", walk->path, "it was written through an overlay that redirects");
  }
}

static bool is_shown(const char *xattr) { return !text_starts(xattr, OVERLAY); }

static void put_xattrs(struct walk *walk, const char *name, ssize_t length) {
  uint32_t count = 0;
  for (const char *xattr = walk->names; xattr < walk->names + length; xattr += strlen(xattr) + 1) {
    refuse_redirects(walk, xattr);
    if (is_shown(xattr)) count++;
  }
  put_u32(walk->writer, count);
  for (const char *xattr = walk->names; xattr < walk->names + length; xattr += strlen(xattr) + 1) {
    if (!is_shown(xattr)) continue;
    ssize_t size = lgetxattr(name, xattr, walk->value, sizeof walk->value);
    /* Taken away meanwhile: an empty one keeps the count right. */
    if (size < 0 && errno != ENODATA && errno != ENOENT) fail_errno("read attribute", walk->path);
    put_text(walk->writer, xattr);
    put_bytes(walk->writer, walk->value, size < 0 ? 0 : (size_t)size);
  }
}

static void begin(struct walk *walk, char op, const char *name, const struct stat *now) {
  begin_entry(walk->writer, op, walk->path);
  put_u32(walk->writer, now->st_mode & 07777);
  put_u32(walk->writer, now->st_uid);
  put_u32(walk->writer, now->st_gid);
  put_u64(walk->writer, (uint64_t)now->st_mtim.tv_sec);
  put_u32(walk->writer, (uint32_t)now->st_mtim.tv_nsec);
  put_u64(walk->writer, !S_ISDIR(now->st_mode) && now->st_nlink > 1 ? now->st_ino : 0);
  put_xattrs(walk, name, list_xattrs(walk, name));
}

/* As many bytes as were announced, whatever the file does meanwhile: cut when it grows, zeros when it shrinks. */
static void put_content(struct walk *walk, int fd, off_t size) {
  while (size > 0) {
    size_t wanted = size < (off_t)sizeof walk->buffer ? (size_t)size : sizeof walk->buffer;
    ssize_t count = RETRY(read(fd, walk->buffer, wanted));
    if (count < 0) fail_errno("read", walk->path);
    if (count == 0) {
      memset(walk->buffer, 0, wanted);
      count = (ssize_t)wanted;
    }
    write_content(walk->writer, walk->buffer, (size_t)count);
    size -= count;
  }
}

static void walk_file(struct walk *walk, int parent, const char *name, struct stat *now) {
  cleanup_fd int fd = -1;
  if (walk->content) {
    fd = openat(parent, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0 && (errno == ENOENT || errno == ELOOP)) return;
    if (fd < 0 || fstat(fd, now) < 0) fail_errno("open", walk->path);
    if (!S_ISREG(now->st_mode)) return;
  }
  begin(walk, 'F', name, now);
  put_u64(walk->writer, (uint64_t)now->st_size);
  put_u8(walk->writer, walk->content);
  end_entry(walk->writer);
  if (walk->content) put_content(walk, fd, now->st_size);
}

static void walk_symlink(struct walk *walk, int parent, const char *name, const struct stat *now) {
  char target[ENTRY_PATH_MAX + 1];
  ssize_t length = readlinkat(parent, name, target, sizeof target);
  if (length < 0 && (errno == ENOENT || errno == EINVAL)) return;
  if (length < 0) fail_errno("read symlink", walk->path);
  if (length == (ssize_t)sizeof target) fail_reason("read symlink", walk->path, "its target is too long");
  target[length] = '\0';
  begin(walk, 'L', name, now);
  put_text(walk->writer, target);
  end_entry(walk->writer);
}

static void walk_device(struct walk *walk, const char *name, const struct stat *now) {
  if (S_ISCHR(now->st_mode) && now->st_rdev == 0) {
    begin_entry(walk->writer, 'W', walk->path);
  } else {
    begin(walk, S_ISCHR(now->st_mode) ? 'C' : 'B', name, now);
    put_u32(walk->writer, major(now->st_rdev));
    put_u32(walk->writer, minor(now->st_rdev));
  }
  end_entry(walk->writer);
}

static void put_directory(struct walk *walk, const char *name, const struct stat *now) {
  begin(walk, 'D', name, now);
  put_u8(walk->writer, is_opaque(walk, name));
  end_entry(walk->writer);
}

static void walk_name(struct walk *walk, int parent, const char *name, size_t length) {
  struct stat now;
  if (fstatat(parent, name, &now, AT_SYMLINK_NOFOLLOW) < 0) {
    if (errno == ENOENT) return;
    fail_errno("look at", walk->path);
  }
  if (S_ISREG(now.st_mode)) walk_file(walk, parent, name, &now);
  if (S_ISLNK(now.st_mode)) walk_symlink(walk, parent, name, &now);
  if (S_ISCHR(now.st_mode) || S_ISBLK(now.st_mode)) walk_device(walk, name, &now);
  if (S_ISFIFO(now.st_mode)) {
    begin(walk, 'P', name, &now);
    end_entry(walk->writer);
  }
  /* Sockets are left out, as in every tar. */
  if (!S_ISDIR(now.st_mode)) return;
  put_directory(walk, name, &now);
  cleanup_fd int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0 && (errno == ENOENT || errno == ENOTDIR || errno == ELOOP)) return;
  if (fd < 0) fail_errno("open directory", walk->path);
  walk_directory(walk, steal_fd(&fd), length);
  if (fchdir(parent) < 0) fail_errno("enter directory", walk->path);
}

static int by_bytes(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

static char **read_names(struct walk *walk, DIR *directory, size_t *count) {
  char **names = NULL;
  size_t room = 0;
  *count = 0;
  errno = 0;
  for (struct dirent *next = readdir(directory); next != NULL; next = readdir(directory)) {
    if (text_equal(next->d_name, ".") || text_equal(next->d_name, "..")) continue;
    if (*count == room) names = allocate_again(names, (room = room == 0 ? 64 : room * 2) * sizeof *names);
    names[(*count)++] = copy_text(next->d_name);
    errno = 0;
  }
  if (errno != 0) fail_errno("read directory", walk->path);
  if (*count > 0) qsort(names, *count, sizeof *names, by_bytes);
  return names;
}

/* Takes over the descriptor; walk->path names the directory and is `length` long. */
static void walk_directory(struct walk *walk, int fd, size_t length) {
  cleanup_dir DIR *directory = fdopendir(fd);
  if (directory == NULL || fchdir(fd) < 0) fail_errno("enter directory", walk->path);
  size_t count;
  cleanup_free char **names = read_names(walk, directory, &count);
  for (size_t i = 0; i < count; i++) {
    cleanup_free char *name = names[i];
    size_t start = length == 0 ? 0 : length + 1;
    if (start + strlen(name) > ENTRY_PATH_MAX) fail_reason("read", walk->path, "the paths in it are too long");
    if (length > 0) walk->path[length] = '/';
    strcpy(walk->path + start, name);
    walk_name(walk, fd, name, start + strlen(name));
    walk->path[length] = '\0';
  }
}

void walk_root(bool content) {
  struct walk *walk = allocate(sizeof *walk);
  walk->writer = open_entry_writer(STDOUT_FILENO);
  walk->content = content;
  walk->path[0] = '\0';
  cleanup_fd int root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  struct stat now;
  if (root < 0 || fstat(root, &now) < 0) fail_errno("open root", "/");
  put_directory(walk, ".", &now);
  walk_directory(walk, steal_fd(&root), 0);
  begin_entry(walk->writer, 'E', "");
  end_entry(walk->writer);
  flush_entries(walk->writer);
  free(walk->writer);
  free(walk);
}
