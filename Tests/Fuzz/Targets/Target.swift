/// What hostile bytes are given to: it must neither trap nor break one of its promises.
public protocol Target {
  /// Takes one input.
  ///
  /// - Throws: ``Finding`` when a promise is broken.
  func run(_ input: [UInt8]) throws
}

/// A promise that an input broke.
public struct Finding: Error, CustomStringConvertible {
  /// The promise.
  public var description: String
}

/// - Throws: ``Finding`` unless `holds`.
func promise(_ holds: Bool, _ promise: @autoclosure () -> String) throws(Finding) {
  guard holds else { throw Finding(description: promise()) }
}

/// The targets by the names of their corpora.
public enum Targets {
  /// The names of all targets.
  public static var names: [String] { ["frames", "conversation", "answer", "framing", "metadata", "messages"] }

  /// A target with a world of its own; nil when there is none of this name.
  public static func named(_ name: String) -> (any Target)? {
    switch name {
    case "frames": ServerFrames(reads: .bytes)
    case "conversation": ServerFrames(reads: .conversation)
    case "answer": ClientFrames()
    case "framing": Framing()
    case "metadata": MetadataFields()
    case "messages": Messages()
    default: nil
    }
  }
}
