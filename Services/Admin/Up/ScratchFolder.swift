import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A folder for the sockets of one run: their paths may have 107 bytes, which the data folder's own may exceed.
struct ScratchFolder: Sendable {
  /// Below /tmp, for this user only.
  let path: String

  init() {
    var template = Array("/tmp/tupo-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      guard let name = buffer.baseAddress.flatMap({ mkdtemp($0) }) else { return "/tmp" }
      return String(cString: name)
    }
  }

  /// Clears it away.
  func remove() { if path != "/tmp" { try? FileManager.default.removeItem(atPath: path) } }
}
