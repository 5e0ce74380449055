internal import CNghttp2

/// The callbacks and options that all sessions of one role share. Made once, never changed, never freed.
struct SessionTables: @unchecked Sendable {  // nghttp2 only reads both after their making.
  let callbacks: OpaquePointer?
  let options: OpaquePointer?

  static let server = SessionTables(.server)
  static let client = SessionTables(.client)

  private init(_ role: HTTP2Role) {
    callbacks = Self.makeCallbacks(role)
    options = Self.makeOptions(role)
  }

  /// nghttp2's own limits, set knowingly; what it lacks is counted by the connection.
  private static func makeOptions(_ role: HTTP2Role) -> OpaquePointer? {
    var options: OpaquePointer?
    precondition(nghttp2_option_new(&options) == 0, "out of memory")
    nghttp2_option_set_no_auto_window_update(options, 1)  // Credit is given when a handler takes a message.
    nghttp2_option_set_no_closed_streams(options, 1)  // Remembering them serves RFC 7540 priorities only.
    nghttp2_option_set_max_settings(options, 16)
    nghttp2_option_set_max_continuations(options, 8)
    nghttp2_option_set_max_outbound_ack(options, role == .server ? 256 : unreadAnswersOfClient)
    // FloodGuard counts resets, and knows who works: nghttp2 would send away also those, and with a GOAWAY behind which it
    // still takes what the peer then holds for not seen.
    nghttp2_option_set_stream_reset_rate_limit(options, .max, .max)
    return options
  }

  /// How many answers to PINGs and SETTINGS may wait until a server reads them. It may send as many at once as
  /// ``ServerConduct`` lets it, and more with work.
  private static let unreadAnswersOfClient = 2_000

  private static func makeCallbacks(_ role: HTTP2Role) -> OpaquePointer? {
    var table: OpaquePointer?
    precondition(nghttp2_session_callbacks_new(&table) == 0, "out of memory")
    nghttp2_session_callbacks_set_on_begin_headers_callback(table) { _, frame, me in
      HTTP2Session.with(me) { $0.beganHeaders(of: frame) }
    }
    nghttp2_session_callbacks_set_on_header_callback(table) { _, _, name, nameSize, value, valueSize, _, me in
      HTTP2Session.with(me) {
        $0.receivedField(
          UnsafeBufferPointer(start: name, count: nameSize), UnsafeBufferPointer(start: value, count: valueSize))
      }
    }
    nghttp2_session_callbacks_set_on_invalid_header_callback(table) { _, _, name, nameSize, value, valueSize, _, me in
      HTTP2Session.with(me) {
        $0.receivedInvalidField(
          UnsafeBufferPointer(start: name, count: nameSize), UnsafeBufferPointer(start: value, count: valueSize))
      }
    }
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(table) { _, _, id, bytes, size, me in
      HTTP2Session.with(me) { session in
        guard let stream = session.stream(id) else { return 0 }
        return HTTP2Stream.with(stream) {
          session.receivedData(UnsafeRawBufferPointer(start: bytes, count: size), on: $0)
        }
      }
    }
    nghttp2_session_callbacks_set_on_frame_recv_callback(table) { _, frame, me in
      HTTP2Session.with(me) { $0.receivedFrame(frame) }
    }
    nghttp2_session_callbacks_set_on_frame_send_callback(table) { _, frame, me in
      HTTP2Session.with(me) { $0.sentFrame(frame) }
    }
    nghttp2_session_callbacks_set_on_frame_not_send_callback(table) { _, frame, _, me in
      HTTP2Session.with(me) { $0.droppedFrame(frame) }
    }
    nghttp2_session_callbacks_set_on_stream_close_callback(table) { _, id, code, me in
      HTTP2Session.with(me) { session in
        guard let stream = session.stream(id) else { return 0 }
        return HTTP2Stream.with(stream) { session.closed($0, .code(HTTP2ErrorCode(rawValue: code))) }
      }
    }
    nghttp2_session_callbacks_set_send_data_callback(table) { _, _, header, size, source, me in
      HTTP2Session.with(me) { $0.sendData(header: header, size: size, source: source) }
    }
    return table
  }

  /// Tells nghttp2 where the bytes of a stream come from.
  static func outbound(of stream: HTTP2Stream) -> nghttp2_data_provider {
    nghttp2_data_provider(source: .init(ptr: Unmanaged.passUnretained(stream).toOpaque())) {
      raw, _, _, limit, flags, source, _ in
      guard let pointer = source?.pointee.ptr, let flags else { return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue) }
      return HTTP2Stream.with(pointer) { $0.offer(limit: limit, flags: &flags.pointee, raw) }
    }
  }
}
