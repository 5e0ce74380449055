import Chassis
import Domain
import RPC
import Wire
import WireTupo

extension BulletinHandler {
  /// The largest piece of a file, in bytes.
  private static let pieceBytes = 64 << 10

  func renderBulletin(
    _ request: ReportingV1.RenderBulletinRequest, _ responses: ResponseWriter<ReportingV1.RenderBulletinResponse>,
    _ call: CallContext
  ) async throws {
    try check(request)
    let bulletin = try await find("name", request.name, at: request.read, call)
    let document = Document(try .init(decoding: bulletin.document))
    let file = RenderedFile(bulletin, call.isUnauthenticated ? document.drawnWithoutAuthentication : document, request)
    let size = Int64(file.bytes.count)
    guard request.offset <= size else {
      throw Failure(
        .outOfRange, "OFFSET_BEYOND_END", zh: "offset：文件只有\(size)字节。", en: "offset: the file has \(size) bytes.",
        values: ["field": "offset", "size": "\(size)"])
    }
    var offset = Int(request.offset)
    var isFirst = true
    repeat {
      let end = min(offset + Self.pieceBytes, file.bytes.count)
      var piece = isFirst ? file.heading : ReportingV1.RenderBulletinResponse()
      piece.offset = Int64(offset)
      piece.chunk = Array(file.bytes[offset..<end])
      try await responses.write(piece)
      (offset, isFirst) = (end, false)
    } while offset < file.bytes.count
  }

  private func check(_ request: ReportingV1.RenderBulletinRequest) throws(Failure) {
    var faults = FieldFaults()
    if request.format != .text && request.format != .html {
      faults.add(
        "format", "CHOICE_INVALID", zh: "应为FORMAT_TEXT或FORMAT_HTML。", en: "must be FORMAT_TEXT or FORMAT_HTML.")
    }
    if request.columns != 0, !(60...400).contains(request.columns) {
      faults.add("columns", "COLUMNS_OUT_OF_RANGE", zh: "应为60至400。", en: "must be 60 to 400.")
    }
    if request.offset < 0 { faults.add("offset", "OFFSET_NEGATIVE", zh: "不能为负。", en: "must not be negative.") }
    try faults.check()
  }
}

/// A bulletin drawn as a file.
private struct RenderedFile {
  let bytes: [UInt8]
  private let mediaType: String
  private let name: String

  init(_ bulletin: PublishedBulletin, _ document: Document, _ request: ReportingV1.RenderBulletinRequest) {
    let isText = request.format == .text
    let columns = request.columns == 0 ? 100 : Int(request.columns)
    bytes = Array((isText ? TextRenderer(width: columns).render(document) : HTMLRenderer().render(document)).utf8)
    mediaType = isText ? "text/plain; charset=utf-8" : "text/html; charset=utf-8"
    name = "\(bulletin.programme)-\(bulletin.edition.id).\(isText ? "txt" : "html")"
  }

  /// What only the first piece says.
  var heading: ReportingV1.RenderBulletinResponse {
    .with {
      $0.size = Int64(bytes.count)
      $0.sha256 = CheckCode.sha256(bytes)
      $0.mediaType = mediaType
      $0.fileName = name
    }
  }
}
