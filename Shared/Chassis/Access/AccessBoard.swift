import Synchronization

/// The book of access that a service decides by, replaced as a whole when it changes.
public final class AccessBoard: Sendable {
  private let book: Mutex<AccessBook>
  /// Grows with every other book; read at every call.
  private let count = Atomic<UInt64>(0)
  /// Tells this board's books from those of another run of the service.
  private let mark = String(UInt64.random(in: .min ... .max), radix: 36)

  /// A board with a book; by default one in which only our own services have rights.
  public init(_ book: AccessBook = AccessBook()) { self.book = Mutex(book) }

  /// The book.
  public var current: AccessBook { book.withLock(\.self) }

  /// Another number whenever the book is another one.
  public var revision: UInt64 { count.load(ordering: .acquiring) }

  /// The book with what tells it from all others.
  public var marked: (book: AccessBook, etag: String) {
    book.withLock { ($0, "\(mark)-\(revision)") }
  }

  /// Puts another book in place.
  public func replace(_ other: AccessBook) {
    book.withLock { book in
      guard book != other else { return }
      book = other
      count.add(1, ordering: .releasing)
    }
  }
}

extension AccessBoard: TokenRevocations {
  /// Another number whenever the book is another one.
  public func revision(at now: Int64) -> UInt64 { revision }

  /// Whether the book has the token's id among those that hold no more.
  public func isRevoked(_ token: VerifiedToken) -> Bool {
    token.id.map(current.hasRevoked(token:)) ?? false
  }
}
