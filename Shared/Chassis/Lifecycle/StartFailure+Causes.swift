import NIOCore
import RPC
import Storage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension StartFailure {
  /// Why the data at a place cannot be opened.
  init(opening place: DatabaseURL, _ error: StorageError) {
    switch error {
    case .cannotOpen(_, let reason) where place.isServer:
      self.init(
        .unavailable,
        en: "cannot reach the database \(place): \(reason). Check that it runs, and \(DatabasePlace.variable) or "
          + "--database", zh: "无法连接数据库，请检查其是否运行及地址")
    case .cannotOpen(let path, let reason):
      self.init(
        .cannotWrite, en: "cannot open \(path): \(reason). Check the folder and its permissions",
        zh: "无法打开数据，请检查目录及权限")
    case .inUse(let folder):
      self.init(
        .unavailable,
        en: "the data in \(folder) belongs to another process of this service: stop that one, or name another folder",
        zh: "数据正被本服务的另一进程使用，请先停止它，或换用其他目录")
    case .hashDiffers(let kept, let asked):
      let name = CommonSettings.logHash.row.name
      self.init(
        .misconfigured,
        en:
          "\(name): the log in \(place) was begun with \(kept) and stays with it, and cannot go on with \(asked): leave "
          + "\(name) out, or name other data",
        zh: "\(name)：该日志自建立起采用\(kept)，不能改用\(asked)；请去掉此项设置，或换用其他数据")
    case .diskFull:
      self.init(.cannotWrite, en: "the disk of \(place) is full: make room", zh: "磁盘已满，请清理空间")
    default:
      self.init(.failed, en: "cannot open the data in \(place): \(error)", zh: "无法打开数据")
    }
  }

  /// Why nothing can be kept beside the data.
  init(keepingHeads error: StorageError) {
    self.init(
      .cannotWrite, en: "cannot keep the log's heads: \(error). Check heads, head-key and the permissions there",
      zh: "无法保存日志摘要，请检查 heads、head-key 及其权限")
  }

  /// Why a server cannot listen at an address.
  init(listeningAt address: ListenAddress, _ error: any Error) {
    let code: Int32? =
      switch error {
      case let error as IOError: error.errnoCode
      case UnixSocketFault.system(_, let code): code
      case UnixSocketFault.inUse: EADDRINUSE
      default: nil
      }
    switch code {
    case EADDRINUSE:
      self.init(
        .unavailable, en: "cannot listen on \(address): it is in use. Stop the other process, or name another address",
        zh: "地址已被占用，请停止占用它的进程，或换用其他地址")
    case let code?:
      self.init(
        .unavailable, en: "cannot listen on \(address): \(String(cString: strerror(code))). Name another address",
        zh: "无法监听该地址，请换用其他地址")
    case nil:
      self.init(
        .unavailable, en: "cannot listen on \(address): \(error). Name another address", zh: "无法监听该地址，请换用其他地址")
    }
  }
}
