import Foundation
import Testing

/// The short run of the fuzz targets: their corpora, and inputs made of these by a seeded mutator, so that each run does
/// the same. The long run, which is led by coverage, is `make fuzz`.
@Suite("Hostile input") struct CorpusTests {
  private static let mutations = 3_000

  @Test("breaks no promise", arguments: Targets.names)
  func corpus(name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Corpus/\(name)")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
    let corpus = try files.map { Array(try Data(contentsOf: $0)) }
    #expect(corpus.count >= 5)
    let target = try #require(Targets.named(name))
    for (file, input) in zip(files, corpus) { try run(target, input, file.lastPathComponent) }
    var mutator = Mutator(seed: 2013, corpus: corpus)
    for number in 0..<Self.mutations { try run(target, mutator.next(), "mutation \(number)") }
  }

  private func run(_ target: any Target, _ input: [UInt8], _ name: String) throws {
    do {
      try target.run(input)
    } catch {
      let hex = input.map { String($0 >> 4, radix: 16) + String($0 & 0xf, radix: 16) }.joined()
      Issue.record("\(name): \(error); the input is \(hex)")
    }
  }
}
