#ifndef TUPO_CZLIB_SHIM_H
#define TUPO_CZLIB_SHIM_H

#include <zlib.h>

// Swift sees no macros with arguments: deflateInit2 and inflateInit2 are here.

static inline int tupo_deflate_init(z_stream *stream, int window_bits) {
  return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}

static inline int tupo_inflate_init(z_stream *stream, int window_bits) { return inflateInit2(stream, window_bits); }

#endif
