// gRPC's public interoperability cases, run by gRPC C++ against a server:
//   client --server-port N --test-case NAME [--use-tls --ca-file F] [--server-host-override NAME]
//   client --list-cases
#include <iostream>

#include "flags.h"
#include "session.h"

int main(int count, char **arguments) {
  Flags flags(count, arguments);
  std::map<std::string, Case> cases;
  add_unary_cases(cases);
  add_streaming_cases(cases);
  if (flags.has("list-cases")) {
    for (const auto &[name, run] : cases) std::cout << name << "\n";
    return 0;
  }
  auto found = cases.find(flags.get("test-case"));
  if (found == cases.end()) {
    std::cout << "there is no case " << flags.get("test-case") << "\n";
    return 1;
  }
  auto credentials = grpc::InsecureChannelCredentials();
  if (flags.has("use-tls")) {
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = contents(flags.get("ca-file"));
    credentials = grpc::SslCredentials(options);
  }
  const auto address = flags.get("server-host", "127.0.0.1") + ":" + flags.get("server-port");
  Session session{address, credentials, flags.get("server-host-override")};
  try {
    found->second(session);
  } catch (const std::exception &error) {
    std::cout << found->first << ": FAILED: " << error.what() << "\n";
    return 1;
  }
  std::cout << found->first << ": passed\n";
}
