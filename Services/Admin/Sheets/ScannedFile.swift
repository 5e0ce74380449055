import Crypto
import Foundation
import WireTupo

/// A scan on this computer: what tells it from every other file.
struct ScannedFile: Sendable, Hashable {
  let name: String
  let size: Int64
  /// The SHA-256 of its bytes.
  let digest: [UInt8]
  /// By how it begins.
  let mediaType: String

  /// Reads the file piece by piece. Throws a complaint where it cannot be read, or is no scan.
  init(_ path: String) throws(Complaint) {
    let url = URL(fileURLWithPath: path)
    name = url.lastPathComponent
    do {
      let file = try FileHandle(forReadingFrom: url)
      defer { try? file.close() }
      var (hash, size, head) = (SHA256(), Int64(0), Data())
      while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
        if size == 0 { head = piece.prefix(8) }
        hash.update(data: piece)
        size += Int64(piece.count)
      }
      (digest, self.size) = (Array(hash.finalize()), size)
      mediaType = Self.mediaType(Array(head)) ?? ""
    } catch {
      throw Complaint(
        zh: "无法读取\(path)：\(error.localizedDescription)", en: "Cannot read \(path): \(error.localizedDescription)",
        field: "FILE", status: .usage)
    }
    guard !mediaType.isEmpty else {
      throw Complaint(
        zh: "\(path)不是扫描件。", en: "\(path) is no scan.", field: "FILE",
        hint: Bilingual("可用：PDF、JPEG、PNG、TIFF。", "Use PDF, JPEG, PNG or TIFF."), status: .faulty)
    }
  }

  /// What kind of file begins with these bytes; nil: none that a scanner makes.
  static func mediaType(_ head: [UInt8]) -> String? {
    let beginnings: KeyValuePairs<[UInt8], String> = [
      Array("%PDF-".utf8): "application/pdf", [0xFF, 0xD8, 0xFF]: "image/jpeg",
      [0x89] + Array("PNG\r\n".utf8) + [0x1A, 0x0A]: "image/png", Array("II*\0".utf8): "image/tiff",
      Array("MM\0*".utf8): "image/tiff",
    ]
    return beginnings.first { head.starts(with: $0.key) }?.value
  }

  /// The scan of the submission that is this file; nil: none.
  func match(in scans: [IndicatorsV1.Scan]) -> IndicatorsV1.Scan? {
    scans.last { $0.sha256 == digest && $0.sizeBytes == size }
  }
}
