import Synchronization

/// The book of access that a service decides by, replaced as a whole when it changes.
public final class AccessBoard: Sendable {
  private let state: Mutex<(book: AccessBook, revision: UInt64)>
  /// Tells this board's revisions from those of another run of the service.
  private let mark = String(UInt64.random(in: .min ... .max), radix: 36)

  /// A board with a book; by default one in which only our own services have rights.
  public init(_ book: AccessBook = AccessBook()) { state = Mutex((book, 0)) }

  /// The book, and a number that is another one whenever the book is.
  public var current: (book: AccessBook, revision: UInt64) { state.withLock { $0 } }

  /// The book with what tells it from all others.
  public var marked: (book: AccessBook, etag: String) {
    let (book, revision) = current
    return (book, "\(mark)-\(revision)")
  }

  /// Puts another book in place.
  public func replace(_ book: AccessBook) {
    state.withLock { state in
      guard state.book != book else { return }
      state = (book, state.revision + 1)
    }
  }
}

extension AccessBoard: TokenRevocations {
  /// Another number whenever the book is another one.
  public var revision: UInt64 { current.revision }

  /// Whether the book has the token's id among those that hold no more.
  public func isRevoked(_ token: VerifiedToken) -> Bool {
    token.id.map { current.book.hasRevoked(token: $0) } ?? false
  }
}
