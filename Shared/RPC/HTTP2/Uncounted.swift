/// A reference to an object that somebody else is proved to hold.
///
/// Counting a reference costs two atomic operations each time that it is followed, and a call follows some of them often.
/// An `unowned(unsafe)` variable does not help: what is read from it is counted. Whoever stores one of these says beside it
/// who holds the object, and until when.
@usableFromInline struct Uncounted<Object: AnyObject> {
  @usableFromInline let reference: Unmanaged<Object>

  init(_ object: Object) { reference = .passUnretained(object) }

  /// The object, counted.
  var object: Object { reference.takeUnretainedValue() }

  /// Calls `body` with the object.
  @inlinable @inline(__always)
  func with<Result>(_ body: (Object) -> Result) -> Result { reference._withUnsafeGuaranteedRef(body) }
}

extension Uncounted: @unchecked Sendable where Object: Sendable {}  // It is the object's address, and as safe as it.
