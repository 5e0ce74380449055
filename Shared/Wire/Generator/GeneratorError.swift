/// Why nothing was generated; protoc prints the text.
public enum GeneratorError: Error, CustomStringConvertible {
  /// The contract has something that this generator does not make.
  case unsupported(String)
  /// A parameter is missing or not known.
  case parameter(String)
  /// protoc-gen-c did not do its part.
  case compiler(String)

  /// The text that protoc prints.
  public var description: String {
    switch self {
    case .unsupported(let what): what
    case .parameter(let what): "parameter \(what)"
    case .compiler(let what): "protoc-gen-c: \(what)"
    }
  }
}
