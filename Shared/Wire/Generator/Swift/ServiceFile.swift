/// The method descriptors of one proto file's services; with stubs, also what servers implement and clients call.
struct ServiceFile {
  let file: File
  let context: Context

  func text() throws -> String {
    var out = CodePrinter()
    out.header(file.name)
    out.line()
    for line in imports { out.line(line) }
    out.line()
    let namespace = SwiftNames.namespace(file.package)
    out.block("extension \(namespace)") { out in
      for service in file.services {
        writeMethods(service, &out)
        guard context.parameters.stubs else { continue }
        let stubs = StubWriter(service: service, namespace: namespace, context: context)
        stubs.writeProtocol(&out)
        stubs.writeClient(&out)
      }
    }
    guard context.parameters.stubs else { return out.text }
    for service in file.services {
      out.line()
      try StubWriter(service: service, namespace: namespace, context: context).writeRoutes(&out)
    }
    return out.text
  }

  private var imports: [String] {
    let methods = file.services.flatMap(\.methods)
    let files = methods.flatMap { [$0.input, $0.output] }.compactMap(context.schema.file(declaring:))
    let others = Set(files.map(context.parameters.module(of:))).subtracting([context.parameters.module])
    return (others + ["Wire"] + (context.parameters.stubs ? ["RPC"] : [])).sorted().map { "public import \($0)" }
  }

  private func writeMethods(_ service: Service, _ out: inout CodePrinter) {
    out.line()
    out.line("/// The methods of `\(service.fullName)`.")
    out.block("public enum \(SwiftNames.type(service.name))Methods") { out in
      for (index, method) in service.methods.enumerated() {
        if index > 0 { out.line() }
        out.doc(method.comment.isEmpty ? ["`\(method.name)`."] : method.comment)
        let types = "\(context.swiftName(method.input)), \(context.swiftName(method.output))"
        out.line("public static let \(SwiftNames.member(method.name)) = MethodDescriptor<\(types)>(")
        let kind = ", kind: .\(method.kind)"
        out.line("  service: \"\(service.fullName)\", name: \"\(method.name)\"\(kind)\(method.rule.argument))")
      }
    }
  }
}

extension Service.Method {
  /// The case of CallKind, which is also the name of Route's factory and of RPCChannel's call.
  var kind: String {
    switch (streamsRequests, streamsResponses) {
    case (false, false): "unary"
    case (true, false): "clientStreaming"
    case (false, true): "serverStreaming"
    case (true, true): "bidirectional"
    }
  }
}
