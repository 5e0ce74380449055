#ifndef TUPO_CSQLITE_GATHER_H
#define TUPO_CSQLITE_GATHER_H

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

// SQLite writes each frame of a write-ahead log by two small writes, its header and its page; a commit of many pages spends
// most of its time in them. Here the frames of one commit are gathered, and written at once by its last one, before SQLite
// tells other connections of it. What is not a frame appended to the log (SQLite's file format, "WAL Frame Header") is
// written as it comes, after what was gathered.

typedef struct {
  sqlite3_io_methods methods;  // The first member: what the file's pMethods points to is the whole of this.
  const sqlite3_io_methods *inner;
  unsigned char *bytes;
  int count;
  sqlite3_int64 start;  // Where `bytes` belong in the file.
  sqlite3_int64 end;    // The end of the last frame that was appended.
  enum { TUPO_NO_HEADER, TUPO_HEADER, TUPO_LAST_HEADER } pending;  // What came last.
} tupo_gathering;

// SQLite's own VFS for Unix takes less than 128 KiB at a time.
enum { TUPO_FRAME_HEADER_BYTES = 24, TUPO_GATHERED_MAX = 127 << 10 };

static inline tupo_gathering *tupo_gathering_of(sqlite3_file *file) { return (tupo_gathering *)file->pMethods; }

static inline int tupo_gathering_flush(sqlite3_file *file) {
  tupo_gathering *own = tupo_gathering_of(file);
  int count = own->count;
  own->count = 0;
  return count == 0 ? SQLITE_OK : own->inner->xWrite(file, own->bytes, count, own->start);
}

static inline int tupo_gathering_write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset) {
  tupo_gathering *own = tupo_gathering_of(file);
  int is_page = own->pending != TUPO_NO_HEADER && offset == own->end;
  int is_header = !is_page && size == TUPO_FRAME_HEADER_BYTES && offset >= own->end;
  int is_last = is_page && own->pending == TUPO_LAST_HEADER;
  own->pending = TUPO_NO_HEADER;
  int is_appended = is_page || is_header;
  if (!is_appended || offset != own->start + own->count || own->count + size > TUPO_GATHERED_MAX) {
    int code = tupo_gathering_flush(file);
    if (code != SQLITE_OK) return code;
    own->start = offset;
  }
  if (!is_appended || size > TUPO_GATHERED_MAX) {
    if (offset == 0) own->end = 0;  // The log begins anew.
    return own->inner->xWrite(file, bytes, size, offset);
  }
  memcpy(own->bytes + own->count, bytes, (size_t)size);
  own->count += size;
  own->end = offset + size;
  if (is_header) {
    // The size of the database after a commit; 0 in all frames but a commit's last.
    const unsigned char *pages = (const unsigned char *)bytes + 4;
    own->pending = pages[0] || pages[1] || pages[2] || pages[3] ? TUPO_LAST_HEADER : TUPO_HEADER;
  }
  return is_last ? tupo_gathering_flush(file) : SQLITE_OK;
}

/// A transaction that is larger than the cache reads its own frames again.
static inline int tupo_gathering_read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset) {
  int code = tupo_gathering_flush(file);
  return code != SQLITE_OK ? code : tupo_gathering_of(file)->inner->xRead(file, bytes, size, offset);
}

static inline int tupo_gathering_close(sqlite3_file *file) {
  tupo_gathering *own = tupo_gathering_of(file);
  file->pMethods = own->inner;
  free(own->bytes);
  free(own);
  return file->pMethods->xClose(file);
}

/// Gathers the frames that a connection appends to its write-ahead log, which it has open. A sync of the file, which may
/// come from another thread, touches nothing of this: between commits nothing is gathered.
static inline int tupo_sqlite3_gather(sqlite3_file *file) {
  if (!file || !file->pMethods) return SQLITE_MISUSE;
  tupo_gathering *own = (tupo_gathering *)calloc(1, sizeof *own);
  unsigned char *bytes = (unsigned char *)malloc(TUPO_GATHERED_MAX);
  if (!own || !bytes) {
    free(own);
    free(bytes);
    return SQLITE_NOMEM;
  }
  own->inner = file->pMethods;
  own->bytes = bytes;
  own->methods = *own->inner;
  own->methods.xWrite = tupo_gathering_write;
  own->methods.xRead = tupo_gathering_read;
  own->methods.xClose = tupo_gathering_close;
  file->pMethods = &own->methods;
  return SQLITE_OK;
}

#endif
