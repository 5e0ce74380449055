internal import CNghttp2
internal import NIOCore

// What nghttp2 reports. Pointers end here; a result other than 0 ends the connection.

extension HTTP2Session {
  /// Finds the session behind nghttp2's user data. It outlives the call, because its owner holds it.
  @inline(__always)
  static func with<Result>(_ pointer: UnsafeMutableRawPointer?, _ body: (HTTP2Session) -> Result) -> Result {
    guard let pointer else { preconditionFailure("nghttp2 lost its user data") }
    return Unmanaged<HTTP2Session>.fromOpaque(pointer)._withUnsafeGuaranteedRef(body)
  }

  func beganHeaders(of frame: UnsafePointer<nghttp2_frame>?) -> Int32 {
    headers = HeaderBlock()
    headersOverflowed = false
    decodedBytes = 0
    receiving = nil
    guard let frame = frame?.pointee, UInt32(frame.hd.type) == NGHTTP2_HEADERS.rawValue else { return 0 }
    guard role == .server, frame.headers.cat == NGHTTP2_HCAT_REQUEST else {
      receiving = stream(frame.hd.stream_id)
      return 0
    }
    let stream = owner.makeStream()
    stream.id = frame.hd.stream_id
    setUserData(stream, id: stream.id)
    receiving = Unmanaged.passUnretained(stream).toOpaque()
    streams.insert(stream)
    return 0
  }

  func receivedField(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Int32 {
    // Past the limit the fields are read (HPACK's state needs it) and dropped, far past it not even told.
    decodedBytes += name.count + value.count + 32
    if decodedBytes > settings.maxHeaderListBytes {
      headersOverflowed = true
      guard decodedBytes <= Self.bombFactor * settings.maxHeaderListBytes else {
        sawHeaderBomb = true
        if let receiving { HTTP2Stream.with(receiving) { $0.receivedHeaderBomb() } }
        return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue
      }
    } else if let receiving, !HTTP2Stream.with(receiving, { $0.reads(name, value) }) {
      headers.append(name: name, value: value)
    }
    return 0
  }

  /// A field that HTTP/2 does not allow, or does not let begin or end with white space: gRPC says of the latter that it
  /// may be stripped, and its C++ core and what is built on it send such values (grpc/doc/PROTOCOL-HTTP2.md,
  /// ASCII-Value). Any other breaks its stream.
  func receivedInvalidField(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Int32 {
    let stripped = UnsafeBufferPointer(rebasing: value.withoutOuterSpace)
    guard stripped.count < value.count, nghttp2_check_header_name(name.baseAddress, name.count) != 0,
      nghttp2_check_header_value_rfc9113(stripped.baseAddress, stripped.count) != 0
    else { return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue }
    return receivedField(name, stripped)
  }

  /// A header block of more than this many times the limit is no mistake.
  private static let bombFactor = 8

  func receivedData(_ bytes: UnsafeRawBufferPointer, on stream: HTTP2Stream) -> Int32 {
    countReceived(bytes.count, on: stream)
    piecesReceived += 1
    stream.uncredited += bytes.count
    stream.bytesIn += bytes.count
    stream.inbound.append(bytes)
    stream.receivedData()
    queued(bytes.count, on: stream)
    return 0
  }

  func receivedFrame(_ frame: UnsafePointer<nghttp2_frame>?) -> Int32 {
    guard let frame = frame?.pointee else { return 0 }
    let isLast = frame.hd.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
    switch UInt32(frame.hd.type) {
    case NGHTTP2_HEADERS.rawValue:
      guard let pointer = receiving else { return 0 }
      receiving = nil
      HTTP2Stream.with(pointer) { stream in
        stream.isRemotelyEnded = isLast
        stream.received(headers: headers, overflowed: headersOverflowed, isLast: isLast)
      }
      headers = HeaderBlock()
    case NGHTTP2_DATA.rawValue where isLast:
      guard let pointer = stream(frame.hd.stream_id) else { return 0 }
      HTTP2Stream.with(pointer) { stream in
        stream.isRemotelyEnded = true
        stream.receivedEnd()
      }
    case NGHTTP2_GOAWAY.rawValue:
      let debug = UnsafeBufferPointer(start: frame.goaway.opaque_data, count: frame.goaway.opaque_data_len)
      owner.receivedGoaway(
        lastStreamID: frame.goaway.last_stream_id, code: HTTP2ErrorCode(rawValue: frame.goaway.error_code),
        debug: String(decoding: debug, as: UTF8.self))
    case NGHTTP2_SETTINGS.rawValue where frame.hd.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) == 0:
      owner.receivedSettings()
    case NGHTTP2_PING.rawValue where frame.hd.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) != 0:
      owner.receivedPingAck()
    default: break
    }
    return 0
  }

  func sentFrame(_ frame: UnsafePointer<nghttp2_frame>?) -> Int32 {
    guard let frame = frame?.pointee else { return 0 }
    let type = UInt32(frame.hd.type)
    if type == NGHTTP2_RST_STREAM.rawValue {
      if let pointer = stream(frame.hd.stream_id) { HTTP2Stream.with(pointer) { $0.isResetHere = true } }
      owner.sentReset(HTTP2ErrorCode(rawValue: frame.rst_stream.error_code))
    } else if type == NGHTTP2_GOAWAY.rawValue {
      owner.sentGoaway()
    }
    guard type == NGHTTP2_HEADERS.rawValue || type == NGHTTP2_DATA.rawValue else { return 0 }
    workSent += 1
    guard frame.hd.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0,
      let pointer = stream(frame.hd.stream_id)
    else { return 0 }
    HTTP2Stream.with(pointer) { $0.sentEnd() }
    return 0
  }

  /// A request that could not be sent (the peer goes away) never becomes a stream for nghttp2: it is ended here.
  func droppedFrame(_ frame: UnsafePointer<nghttp2_frame>?) -> Int32 {
    guard let frame = frame?.pointee, UInt32(frame.hd.type) == NGHTTP2_HEADERS.rawValue,
      frame.headers.cat == NGHTTP2_HCAT_REQUEST, let stream = streams.find(frame.hd.stream_id)
    else { return 0 }
    setUserData(nil, id: stream.id)
    return closed(stream, .unsent("the connection takes no more calls"))
  }

  func closed(_ stream: HTTP2Stream, _ reason: StreamEnd) -> Int32 {
    let held = streams.remove(stream)
    forgetRecent()
    if receiving == Unmanaged.passUnretained(stream).toOpaque() { receiving = nil }  // Its block was broken off.
    forget(stream)
    stream.whileOpen { connection, _ in connection.markDirty() }
    stream.connection = nil
    withExtendedLifetime(held) { stream.closed(reason) }
    return 0
  }

  /// Writes one DATA frame: the nine bytes of its header, then as much of the stream's queue.
  func sendData(
    header: UnsafePointer<UInt8>?, size: Int, source: UnsafeMutablePointer<nghttp2_data_source>?
  ) -> Int32 {
    guard let pointer = source?.pointee.ptr else { return NGHTTP2_ERR_CALLBACK_FAILURE.rawValue }
    HTTP2Stream.with(pointer) { sendData(header: header, size: size, of: $0) }
    return 0
  }

  private func sendData(header: UnsafePointer<UInt8>?, size: Int, of stream: HTTP2Stream) {
    output.writeWithUnsafeMutableBytes(minimumWritableBytes: 9 + size) { frame in
      frame.copyMemory(from: UnsafeRawBufferPointer(start: header, count: 9))
      UnsafeMutableRawBufferPointer(rebasing: frame[9...]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: stream.outbound.bytes.prefix(size)))
      return 9 + size
    }
    stream.outbound.drop(size)
    stream.bytesOut += size
    stream.sentData()
  }
}

extension HTTP2Stream {
  /// Calls `body` with the stream behind nghttp2's stream data, without counting a reference: the session's table holds
  /// it until nghttp2 says that it is closed, which `body` cannot bring about.
  @inline(__always)
  static func with<Result>(_ pointer: UnsafeMutableRawPointer, _ body: (HTTP2Stream) -> Result) -> Result {
    Unmanaged<HTTP2Stream>.fromOpaque(pointer)._withUnsafeGuaranteedRef(body)
  }

  /// A DATA frame below this size that does not empty its queue was cut by the peer's window.
  private static let sliverBytes = 256

  /// Answers how much of the queue goes into the next DATA frame, and what follows it.
  func offer(limit: Int, flags: inout UInt32, _ raw: OpaquePointer?) -> Int {
    let size = min(outbound.count, limit)
    guard size > 0 || isFinishing else {
      isDeferred = true
      return Int(NGHTTP2_ERR_DEFERRED.rawValue)
    }
    if size < Self.sliverBytes, size < outbound.count { whileOpen { $1.slivers += 1 } }
    flags |= NGHTTP2_DATA_FLAG_NO_COPY.rawValue
    guard isFinishing, size == outbound.count else { return size }
    flags |= NGHTTP2_DATA_FLAG_EOF.rawValue
    guard let trailers else { return size }
    flags |= NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue
    let code = trailers.withFields { nghttp2_submit_trailer(raw, id, $0, $1) }
    return code == 0 ? size : Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
  }
}

extension HeaderBlock {
  /// Calls `body` with the fields as nghttp2 takes them. It copies them before it returns.
  func withFields<Result>(_ body: (UnsafePointer<nghttp2_nv>?, Int) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: nghttp2_nv.self, capacity: count) { fields in
      var used = 0
      return withEach { name, value in
        fields.initializeElement(
          at: used,
          to: nghttp2_nv(
            name: UnsafeMutablePointer(mutating: name.baseAddress),
            value: UnsafeMutablePointer(mutating: value.baseAddress), namelen: name.count, valuelen: value.count,
            flags: UInt8(NGHTTP2_NV_FLAG_NONE.rawValue)))
        used += 1
      } then: {
        body(UnsafePointer(fields.baseAddress), used)
      }
    }
  }
}
