// Preloaded into a service by a test: makes the system fail as the file named by FAULT_FILE says, for as long as it is
// there. Its word is `full`, `read-only` or `sync`, for databases and what lies beside them, or `clock` and a number of
// seconds, by which the clock is set back.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int says(const char *word, char *text) {
  const char *path = getenv("FAULT_FILE");
  if (!path) return 0;
  int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  if (file < 0) return 0;
  ssize_t count = syscall(SYS_read, file, text, 63);
  syscall(SYS_close, file);
  text[count > 0 ? count : 0] = 0;
  return strncmp(text, word, strlen(word)) == 0;
}

static int is_data(int file) {
  char link[64], path[512];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t count = readlink(link, path, sizeof path - 1);
  if (count < 0) return 0;
  path[count] = 0;
  return strstr(path, ".sqlite") != NULL;
}

static int fault(int file) {
  char text[64];
  if (!getenv("FAULT_FILE") || !is_data(file)) return 0;
  return says("full", text) ? ENOSPC : says("read-only", text) ? EROFS : 0;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL(code) do { int found = (code); if (found) { errno = found; return -1; } } while (0)

ssize_t write(int file, const void *bytes, size_t size) { FAIL(fault(file)); return NEXT(write)(file, bytes, size); }
ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) {
  FAIL(fault(file));
  return NEXT(pwrite)(file, bytes, size, at);
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at) {
  FAIL(fault(file));
  return NEXT(pwrite64)(file, bytes, size, at);
}

static int sync_fault(int file) {
  char text[64];
  return getenv("FAULT_FILE") && is_data(file) && says("sync", text) ? EIO : 0;
}
int fsync(int file) { FAIL(sync_fault(file)); return NEXT(fsync)(file); }
int fdatasync(int file) { FAIL(sync_fault(file)); return NEXT(fdatasync)(file); }

static int open_fault(const char *path, int flags) {
  char text[64];
  int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT);
  return writes && getenv("FAULT_FILE") && strstr(path, "/data/") && says("read-only", text) ? EROFS : 0;
}
int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  FAIL(open_fault(path, flags));
  return NEXT(open)(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  FAIL(open_fault(path, flags));
  return NEXT(open64)(path, flags, mode);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int code = NEXT(clock_gettime)(clock, now);
  char text[64];
  if (code == 0 && clock == CLOCK_REALTIME && says("clock ", text)) now->tv_sec -= atol(text + 6);
  return code;
}
