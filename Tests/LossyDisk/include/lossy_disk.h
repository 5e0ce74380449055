#ifndef TUPO_LOSSY_DISK_H
#define TUPO_LOSSY_DISK_H

#include <stddef.h>

// A VFS of SQLite that passes everything on to the system's own, and notes what is done to the files of one folder: so a
// test can make, afterwards, every state that a disk may be in when the power fails.

typedef enum {
  LOSSY_WRITE,     // `bytes` at `offset`, `size` of them.
  LOSSY_TRUNCATE,  // The file has `size` bytes from here on.
  LOSSY_SYNC,      // All that was done to the file before is on the disk.
  LOSSY_DELETE,    // The file is removed; at once on the disk when `size` is 1.
  LOSSY_MARK       // `size` is what the test has marked.
} lossy_kind;

typedef struct {
  lossy_kind kind;
  int file;  // An index for lossy_name().
  long long offset;
  long long size;
  const unsigned char *bytes;
} lossy_step;

/// Makes the VFS the default one of this process, once and for good. 0, or SQLite's code.
int lossy_install(void);
/// Forgets what was noted, and notes from now on what is done to files whose path begins with `folder`.
void lossy_watch(const char *folder);
/// Notes nothing more.
void lossy_stop(void);
/// Notes a mark of the test's.
void lossy_mark(long long mark);
/// From now on writes to the watched database file (not to its log) wait, before they are done, for lossy_let_go().
void lossy_hold(void);
/// Waits until a write waits.
void lossy_await_held(void);
/// How many writes wait.
int lossy_held(void);
/// Lets all go on.
void lossy_let_go(void);
/// How many steps were noted. Not to be asked before lossy_stop().
size_t lossy_count(void);
lossy_step lossy_get(size_t index);
/// The path of a file.
const char *lossy_name(int file);
/// How many files there were.
int lossy_files(void);

#endif
