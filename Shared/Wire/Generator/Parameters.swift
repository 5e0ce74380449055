/// What `--tupo-swift_opt` says.
struct Parameters {
  /// The Swift module to make, for example `WireTupo`; its C module is called the same with a C before.
  var module = ""
  /// Whether client stubs, server protocols and routes are made beside the method descriptors.
  var stubs = false
  /// Whether every method must say who may call it.
  var needsAccess = false
  /// Whether proto2 files get code too; otherwise they are only kept for reflection.
  var proto2 = false
  /// Other modules by the start of the proto paths that they hold, for example `google/` -> `WireStandard`.
  var others: [(prefix: String, module: String)] = []

  /// Reads `module=WireTupo,stubs=true,other=google/:WireStandard`.
  init(_ text: String) throws(GeneratorError) {
    for pair in text.split(separator: ",") {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw .parameter("\(pair) has no value") }
      switch parts[0] {
      case "module": module = parts[1]
      case "stubs": stubs = parts[1] == "true"
      case "access": needsAccess = parts[1] == "required"
      case "proto2": proto2 = parts[1] == "true"
      case "other":
        let other = parts[1].split(separator: ":").map(String.init)
        guard other.count == 2 else { throw .parameter("other=\(parts[1]) is not PREFIX:MODULE") }
        others.append((other[0], other[1]))
      default: throw .parameter("\(parts[0]) is not known")
      }
    }
    guard !module.isEmpty else { throw .parameter("module is missing") }
  }

  /// The C module beside the Swift module.
  var cModule: String { "C\(module)" }

  /// Whether a file gets code.
  func makesCode(of syntax: Syntax) -> Bool { syntax == .proto3 || (syntax == .proto2 && proto2) }

  /// The module that holds what a proto file declares.
  func module(of file: String) -> String {
    others.first { file.hasPrefix($0.prefix) }?.module ?? module
  }
}
