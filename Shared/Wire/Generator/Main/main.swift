import Foundation
import WireGenerator

/// Runs protoc-gen-c, which reads a request from its standard input and writes the response to its standard output.
/// Both go through files, so that neither side waits for a full pipe.
func runProtocGenC(_ request: [UInt8]) throws -> [UInt8] {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tupo-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let (input, output) = (folder.appendingPathComponent("request"), folder.appendingPathComponent("response"))
  try Data(request).write(to: input)
  try Data().write(to: output)
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["protoc-gen-c"]
  process.standardInput = try FileHandle(forReadingFrom: input)
  process.standardOutput = try FileHandle(forWritingTo: output)
  try process.run()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    throw GeneratorError.compiler("ended with status \(process.terminationStatus); is protobuf-c-compiler installed?")
  }
  return Array(try Data(contentsOf: output))
}

let request = Array(FileHandle.standardInput.readDataToEndOfFile())
FileHandle.standardOutput.write(Data(Generator(compileC: runProtocGenC).respond(to: request)))
