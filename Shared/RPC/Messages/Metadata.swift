/// The custom headers or trailers of a call: an ordered multi-map with lower-case keys.
///
/// Keys that end in `-bin` hold bytes, all others printable ASCII (grpc/doc/PROTOCOL-HTTP2.md). An entry that breaks
/// these rules is found when it is sent: the call then ends with INTERNAL.
public struct Metadata: Sendable, Hashable {
  /// One key with one of its values.
  public struct Entry: Sendable, Hashable {
    /// A value: text, or bytes under a `-bin` key.
    public enum Value: Sendable, Hashable {
      /// Printable ASCII.
      case text(String)
      /// Any bytes; base64 on the wire.
      case binary([UInt8])
    }

    /// The key in lower case.
    public let key: String
    /// The value.
    public let value: Value
  }

  /// All entries in the order in which they were added or received.
  public private(set) var entries: [Entry] = []

  /// No entries.
  public init() {}

  /// Whether there is no entry.
  public var isEmpty: Bool { entries.isEmpty }

  /// The first text under `key`. Setting replaces all values of the key; nil removes them.
  public subscript(key: String) -> String? {
    get { texts(for: key).first }
    set {
      removeAll(for: key)
      if let newValue { add(newValue, for: key) }
    }
  }

  /// All texts under `key`, in order.
  public func texts(for key: String) -> [String] {
    let key = key.lowercased()
    return entries.compactMap { entry in
      guard entry.key == key, case .text(let text) = entry.value else { return nil }
      return text
    }
  }

  /// All byte values under `key`, which ends in `-bin`, in order.
  public func binaries(for key: String) -> [[UInt8]] {
    let key = key.lowercased()
    return entries.compactMap { entry in
      guard entry.key == key, case .binary(let bytes) = entry.value else { return nil }
      return bytes
    }
  }

  /// Adds a text under `key`.
  public mutating func add(_ text: String, for key: String) {
    entries.append(Entry(key: key.lowercased(), value: .text(text)))
  }

  /// Adds bytes under `key`, which must end in `-bin`.
  public mutating func add(_ bytes: [UInt8], for key: String) {
    entries.append(Entry(key: key.lowercased(), value: .binary(bytes)))
  }

  /// Adds all entries of `other` after the present ones.
  public mutating func add(contentsOf other: Metadata) { entries += other.entries }

  /// Removes every value of `key`.
  public mutating func removeAll(for key: String) {
    let key = key.lowercased()
    entries.removeAll { $0.key == key }
  }
}

extension Metadata: ExpressibleByDictionaryLiteral {
  /// Texts by key, in the literal's order.
  public init(dictionaryLiteral elements: (String, String)...) {
    for (key, text) in elements { add(text, for: key) }
  }
}
