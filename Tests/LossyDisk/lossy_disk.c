#include "lossy_disk.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FILES = 16, MAX_PATH = 512 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sqlite3_vfs *system_vfs;
static sqlite3_vfs own_vfs;
static sqlite3_io_methods own_methods;

static int is_watching;
static char watched[MAX_PATH];
static char names[MAX_FILES][MAX_PATH];
static int name_count;
static lossy_step *steps;
static size_t step_count, step_room;

// A file of ours: the system's own lies behind it in the same memory.
typedef struct {
  sqlite3_file base;
  int file;
} noted_file;

static sqlite3_file *inner(sqlite3_file *file) { return (sqlite3_file *)((noted_file *)file + 1); }

// Noting. Called with the lock held.

static int file_number(const char *path) {
  for (int i = 0; i < name_count; i++)
    if (strcmp(names[i], path) == 0) return i;
  if (name_count == MAX_FILES) return -1;
  strncpy(names[name_count], path, MAX_PATH - 1);
  return name_count++;
}

static void note(lossy_kind kind, int file, long long offset, long long size, const void *bytes) {
  if (!is_watching || (kind != LOSSY_MARK && file < 0)) return;
  if (step_count == step_room) {
    step_room = step_room ? 2 * step_room : 1024;
    steps = realloc(steps, step_room * sizeof *steps);
  }
  unsigned char *copy = NULL;
  if (bytes) {
    copy = malloc((size_t)size);
    memcpy(copy, bytes, (size_t)size);
  }
  steps[step_count++] = (lossy_step){kind, file, offset, size, copy};
}

static int is_watched(const char *path) {
  return is_watching && path && strlen(path) < MAX_PATH && strncmp(path, watched, strlen(watched)) == 0;
}

// Holding. It has a lock of its own, so that the other files are written meanwhile.

static pthread_mutex_t hold_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t hold_changed = PTHREAD_COND_INITIALIZER;
static int is_holding, held_count;

static int is_database(int file) {
  const char *end = file < 0 ? NULL : strrchr(names[file], '.');
  return end && strcmp(end, ".sqlite") == 0;
}

static void wait_while_held(int file) {
  if (!is_database(file)) return;
  pthread_mutex_lock(&hold_lock);
  held_count++;
  pthread_cond_broadcast(&hold_changed);
  while (is_holding) pthread_cond_wait(&hold_changed, &hold_lock);
  held_count--;
  pthread_mutex_unlock(&hold_lock);
}

void lossy_hold(void) {
  pthread_mutex_lock(&hold_lock);
  is_holding = 1;
  pthread_mutex_unlock(&hold_lock);
}

void lossy_await_held(void) {
  pthread_mutex_lock(&hold_lock);
  while (held_count == 0) pthread_cond_wait(&hold_changed, &hold_lock);
  pthread_mutex_unlock(&hold_lock);
}

int lossy_held(void) {
  pthread_mutex_lock(&hold_lock);
  int count = held_count;
  pthread_mutex_unlock(&hold_lock);
  return count;
}

void lossy_let_go(void) {
  pthread_mutex_lock(&hold_lock);
  is_holding = 0;
  pthread_cond_broadcast(&hold_changed);
  pthread_mutex_unlock(&hold_lock);
}

// The methods of a file. What changes it is done and noted under the lock, so that the notes are in the order of deeds.

static int file_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset) {
  wait_while_held(((noted_file *)file)->file);
  pthread_mutex_lock(&lock);
  int code = inner(file)->pMethods->xWrite(inner(file), bytes, size, offset);
  if (code == SQLITE_OK) note(LOSSY_WRITE, ((noted_file *)file)->file, offset, size, bytes);
  pthread_mutex_unlock(&lock);
  return code;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
  pthread_mutex_lock(&lock);
  int code = inner(file)->pMethods->xTruncate(inner(file), size);
  if (code == SQLITE_OK) note(LOSSY_TRUNCATE, ((noted_file *)file)->file, 0, size, NULL);
  pthread_mutex_unlock(&lock);
  return code;
}

static int file_sync(sqlite3_file *file, int flags) {
  pthread_mutex_lock(&lock);
  int code = inner(file)->pMethods->xSync(inner(file), flags);
  if (code == SQLITE_OK) note(LOSSY_SYNC, ((noted_file *)file)->file, 0, 0, NULL);
  pthread_mutex_unlock(&lock);
  return code;
}

static int file_close(sqlite3_file *file) { return inner(file)->pMethods->xClose(inner(file)); }
static int file_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset) {
  return inner(file)->pMethods->xRead(inner(file), bytes, size, offset);
}
static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
  return inner(file)->pMethods->xFileSize(inner(file), size);
}
static int file_lock(sqlite3_file *file, int level) { return inner(file)->pMethods->xLock(inner(file), level); }
static int file_unlock(sqlite3_file *file, int level) { return inner(file)->pMethods->xUnlock(inner(file), level); }
static int file_check_lock(sqlite3_file *file, int *result) {
  return inner(file)->pMethods->xCheckReservedLock(inner(file), result);
}
static int file_control(sqlite3_file *file, int operation, void *argument) {
  return inner(file)->pMethods->xFileControl(inner(file), operation, argument);
}
static int file_sector(sqlite3_file *file) { return inner(file)->pMethods->xSectorSize(inner(file)); }
static int file_traits(sqlite3_file *file) { return inner(file)->pMethods->xDeviceCharacteristics(inner(file)); }
static int file_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory) {
  return inner(file)->pMethods->xShmMap(inner(file), page, size, extend, memory);
}
static int file_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
  return inner(file)->pMethods->xShmLock(inner(file), offset, count, flags);
}
static void file_shm_barrier(sqlite3_file *file) { inner(file)->pMethods->xShmBarrier(inner(file)); }
static int file_shm_unmap(sqlite3_file *file, int delete) {
  return inner(file)->pMethods->xShmUnmap(inner(file), delete);
}

// The VFS. A file that is not watched is the system's own, without us.

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out) {
  (void)vfs;
  pthread_mutex_lock(&lock);
  int watches = is_watched(path), number = watches ? file_number(path) : -1;
  pthread_mutex_unlock(&lock);
  if (!watches) return system_vfs->xOpen(system_vfs, path, file, flags, out);
  noted_file *noted = (noted_file *)file;
  noted->base.pMethods = NULL;
  noted->file = number;
  int code = system_vfs->xOpen(system_vfs, path, inner(file), flags, out);
  if (code == SQLITE_OK) noted->base.pMethods = &own_methods;
  return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int is_synced) {
  (void)vfs;
  pthread_mutex_lock(&lock);
  int code = system_vfs->xDelete(system_vfs, path, is_synced);
  if (code == SQLITE_OK && is_watched(path)) note(LOSSY_DELETE, file_number(path), 0, is_synced ? 1 : 0, NULL);
  pthread_mutex_unlock(&lock);
  return code;
}

int lossy_install(void) {
  system_vfs = sqlite3_vfs_find(NULL);
  if (!system_vfs) return SQLITE_ERROR;
  own_methods = (sqlite3_io_methods){
      .iVersion = 2,  // Without xFetch: nothing is written past xWrite.
      .xClose = file_close,
      .xRead = file_read,
      .xWrite = file_write,
      .xTruncate = file_truncate,
      .xSync = file_sync,
      .xFileSize = file_size,
      .xLock = file_lock,
      .xUnlock = file_unlock,
      .xCheckReservedLock = file_check_lock,
      .xFileControl = file_control,
      .xSectorSize = file_sector,
      .xDeviceCharacteristics = file_traits,
      .xShmMap = file_shm_map,
      .xShmLock = file_shm_lock,
      .xShmBarrier = file_shm_barrier,
      .xShmUnmap = file_shm_unmap,
  };
  // All that is not ours the copy does as the system's: its functions take the VFS only for what we leave as it is.
  own_vfs = *system_vfs;
  own_vfs.pNext = NULL;
  own_vfs.zName = "lossy-disk";
  own_vfs.szOsFile = (int)sizeof(noted_file) + system_vfs->szOsFile;
  own_vfs.xOpen = vfs_open;
  own_vfs.xDelete = vfs_delete;
  return sqlite3_vfs_register(&own_vfs, 1);
}

static void forget(void) {
  for (size_t i = 0; i < step_count; i++) free((void *)steps[i].bytes);
  step_count = 0;
  name_count = 0;
}

void lossy_watch(const char *folder) {
  pthread_mutex_lock(&lock);
  forget();
  memset(watched, 0, sizeof watched);
  strncpy(watched, folder, MAX_PATH - 1);
  is_watching = 1;
  pthread_mutex_unlock(&lock);
}

void lossy_stop(void) {
  pthread_mutex_lock(&lock);
  is_watching = 0;
  pthread_mutex_unlock(&lock);
}

void lossy_mark(long long mark) {
  pthread_mutex_lock(&lock);
  note(LOSSY_MARK, -1, 0, mark, NULL);
  pthread_mutex_unlock(&lock);
}

size_t lossy_count(void) { return step_count; }
lossy_step lossy_get(size_t index) { return steps[index]; }
const char *lossy_name(int file) { return names[file]; }
int lossy_files(void) { return name_count; }
