#ifndef TUPO_CSQLITE_SHIM_H
#define TUPO_CSQLITE_SHIM_H

#include <sqlite3.h>

#include "gather.h"

// Swift sees neither casts in macros (SQLITE_TRANSIENT) nor variadic functions (sqlite3_db_config): both are here.

/// Binds a copy of `length` bytes of UTF-8.
static inline int tupo_sqlite3_bind_text(sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 length) {
  return sqlite3_bind_text64(statement, index, text, length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// Binds a copy of `length` bytes. An empty blob needs no pointer, and stays a blob: it never becomes NULL.
static inline int tupo_sqlite3_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 length) {
  if (length == 0) return sqlite3_bind_zeroblob(statement, index, 0);
  return sqlite3_bind_blob64(statement, index, bytes, length, SQLITE_TRANSIENT);
}

/// Switches one of the boolean settings SQLITE_DBCONFIG_*.
static inline int tupo_sqlite3_configure(sqlite3 *database, int setting, int on) {
  return sqlite3_db_config(database, setting, on, (int *)0);
}

#endif
