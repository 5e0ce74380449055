import NIOCore
import NIOHTTP1

/// One connection to the admin server. Bodies of requests are not read; a connection on which nothing moves is closed.
final class AdminHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let pages: AdminPages
  private let door: AdminDoor
  private var head: HTTPRequestHead?

  init(pages: AdminPages, door: AdminDoor) {
    self.pages = pages
    self.door = door
  }

  func channelActive(context: ChannelHandlerContext) {
    if door.enter() { context.fireChannelActive() } else { context.close(promise: nil) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    door.leave()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: break
    case .end: answer(context)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func answer(_ context: ChannelHandlerContext) {
    guard let head else { return }
    self.head = nil
    let page = pages.page(head.method.rawValue, head.uri, accept: head.headers.first(name: "accept"))
    let bytes = ByteBuffer(string: page.text)
    var headers = HTTPHeaders([
      ("content-type", page.type), ("content-length", "\(bytes.readableBytes)"), ("cache-control", "no-store"),
    ])
    headers.add(contentsOf: pages.headers)
    if !head.isKeepAlive { headers.add(name: "connection", value: "close") }
    let status = HTTPResponseStatus(statusCode: page.status)
    context.write(wrapOutboundOut(.head(.init(version: head.version, status: status, headers: headers))), promise: nil)
    if head.method != .HEAD { context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil) }
    let done = context.eventLoop.makePromise(of: Void.self)
    if !head.isKeepAlive { done.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) } }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: done)
  }
}
