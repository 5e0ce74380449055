import Crypto
import RPC
import WireTupo

/// A bulletin as a file.
struct RenderedFile: Sendable, Hashable {
  var bytes: [UInt8] = []
  var mediaType = ""
  var name = ""
}

enum Rendering {
  /// Fetches a rendered bulletin, and goes on where a broken transfer stopped.
  ///
  /// - Throws: a complaint when the service refuses, or when size or SHA-256 of what came are not those it told.
  static func fetch(
    _ bulletin: String, format: ReportingV1.Format, columns: Int, read: CommonV1.ReadPoint? = nil,
    from remote: Remote
  ) async throws -> RenderedFile {
    let box = Received()
    try await remote.call(timeout: .seconds(120)) { channel, options in
      var request = ReportingV1.RenderBulletinRequest()
      request.name = bulletin
      request.format = format
      request.columns = Int32(clamping: columns)
      request.read = read
      request.offset = Int64(await box.count)
      try await ReportingV1.BulletinServiceClient(channel).renderBulletin(request, options: options) { pieces in
        for try await piece in pieces { await box.take(piece) }
      }
    }
    return try await box.checked(bulletin)
  }
}

/// What came so far.
private actor Received {
  private var file = RenderedFile()
  private var size: Int64?
  private var digest: [UInt8] = []
  var count: Int { file.bytes.count }

  func take(_ piece: ReportingV1.RenderBulletinResponse) {
    guard piece.offset == Int64(file.bytes.count) else { return }
    if size == nil {
      size = piece.size
      digest = piece.sha256
      file.mediaType = piece.mediaType
      file.name = piece.fileName
    }
    file.bytes += piece.chunk
  }

  func checked(_ bulletin: String) throws(Complaint) -> RenderedFile {
    guard Int64(file.bytes.count) == size, Array(SHA256.hash(data: file.bytes)) == digest else {
      throw Complaint(
        zh: "\(bulletin)传输不完整或校验不符。", en: "\(bulletin) came incomplete or altered.",
        hint: Bilingual("请再试一次。", "Try again."))
    }
    return file
  }
}
