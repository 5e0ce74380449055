import Synchronization

/// The book of access that a service decides by, replaced as a whole when it changes.
public final class AccessBoard: Sendable {
  private let state: Mutex<(book: AccessBook, revision: UInt64)>

  /// A board with a book; by default one in which only our own services have rights.
  public init(_ book: AccessBook = AccessBook()) { state = Mutex((book, 0)) }

  /// The book, and a number that is another one whenever the book is.
  public var current: (book: AccessBook, revision: UInt64) { state.withLock { $0 } }

  /// Puts another book in place.
  public func replace(_ book: AccessBook) {
    state.withLock { state in
      guard state.book != book else { return }
      state = (book, state.revision + 1)
    }
  }
}
