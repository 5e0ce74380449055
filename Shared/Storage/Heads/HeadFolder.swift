/// A folder of signed heads and of the keys that check them: what an auditor takes away.
///
/// `indicators-0001-000000000000001842.head` is the head of epoch 1 at 1,842 entries, and `indicators-1a2b3c4d.pub` the
/// line of the key with that id.
public struct HeadFolder: Sendable, Hashable {
  /// Where it is.
  public let path: String

  /// A folder that may still have to be made.
  public init(path: String) { self.path = path }

  /// Keeps a head, and the key that checks it, under the service's name. The folder is made when it is missing. A head
  /// that is there already stays: it was signed earlier. Throws `logBroken` when it names another tree.
  public func keep(_ head: SignedHead, key: PublicHeadKey, of name: String) throws(StorageError) {
    try Folder.make(path)
    let keyFile = "\(path)/\(name)-\(key.id).pub"
    if try DurableFile.read(keyFile) == nil {
      try DurableFile.replace(keyFile, Array("\(key.text)\n".utf8), mode: 0o644)
    }
    let file = Self.fileName(head.head, of: name)
    if let kept = try self.head(in: file) {
      guard kept.head == head.head else { throw .logBroken("\(path)/\(file) names another tree of the same size") }
    } else {
      try DurableFile.replace("\(path)/\(file)", Array(head.text.utf8), mode: 0o644)
    }
  }

  /// The files of a service's heads, the newest first.
  public func files(of name: String) throws(StorageError) -> [String] {
    try DurableFile.names(in: path).filter { $0.hasPrefix("\(name)-") && $0.hasSuffix(".head") }.reversed()
  }

  /// The version that a head's file tells by its name; nil when it is none.
  public static func reached(in file: String) -> DataVersion? {
    let parts = file.prefix { $0 != "." }.split(separator: "-").suffix(2)
    guard parts.count == 2, let epoch = parts.first.flatMap({ Int64($0) }), let size = parts.last.flatMap({ Int64($0) })
    else { return nil }
    return DataVersion(epoch: epoch, sequence: size)
  }

  /// The last epoch of which a service's heads tell; nil when there are none.
  public func lastEpoch(of name: String) throws(StorageError) -> Int64? {
    for file in try files(of: name) {
      if let head = try head(in: file) { return head.head.epoch }
    }
    return nil
  }

  /// The head in a file; nil when it is none.
  public func head(in file: String) throws(StorageError) -> SignedHead? {
    try DurableFile.read("\(path)/\(file)").flatMap { SignedHead(text: String(decoding: $0.bytes, as: UTF8.self)) }
  }

  /// The keys that lie beside a service's heads. They are only as good as the folder.
  public func keys(of name: String) throws(StorageError) -> [PublicHeadKey] {
    var keys: [PublicHeadKey] = []
    for file in try DurableFile.names(in: path) where file.hasPrefix("\(name)-") && file.hasSuffix(".pub") {
      let line = try DurableFile.read("\(path)/\(file)").map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
      if let key = PublicHeadKey(text: String(line.prefix { $0 != "\n" })) { keys.append(key) }
    }
    return keys
  }

  static func fileName(_ head: LogHead, of name: String) -> String {
    func padded(_ number: Int64, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    return "\(name)-\(padded(head.epoch, 4))-\(padded(head.size, 18)).head"
  }
}
