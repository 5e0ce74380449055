// The cases of the public descriptions that make calls of one request and one response.
#include <condition_variable>
#include <mutex>
#include <set>
#include <vector>

#include "compressed.h"
#include "session.h"

namespace {

using namespace grpc::testing;
using grpc::StatusCode;

const int request_size = 271828, response_size = 314159;
const size_t concurrent_calls = 1000;

SimpleRequest large() {
  SimpleRequest request;
  request.set_response_size(response_size);
  request.mutable_payload()->set_body(std::string(request_size, '\0'));
  return request;
}

void check_large(const grpc::Status &status, const SimpleResponse &response) {
  expect_status(status, StatusCode::OK);
  expect("the payload is right", response.payload().body() == std::string(response_size, '\0'), true);
}

void empty_unary(const Session &session) {
  Context context;
  Empty response;
  expect_status(stub(session)->EmptyCall(&context, Empty(), &response), StatusCode::OK);
}

void large_unary(const Session &session) {
  Context context;
  SimpleResponse response;
  check_large(stub(session)->UnaryCall(&context, large(), &response), response);
}

void client_compressed_unary(const Session &session) {
  auto request = large();
  SimpleResponse response;
  request.mutable_expect_compressed()->set_value(true);
  Context probe;
  expect_status(stub(session)->UnaryCall(&probe, request, &response), StatusCode::INVALID_ARGUMENT);
  for (bool compressed : {true, false}) {
    Context context;
    context.set_compression_algorithm(compressed ? GRPC_COMPRESS_GZIP : GRPC_COMPRESS_NONE);
    request.mutable_expect_compressed()->set_value(compressed);
    check_large(stub(session)->UnaryCall(&context, request, &response), response);
  }
}

void server_compressed_unary(const Session &session) {
  for (bool compressed : {true, false}) {
    Context context;
    auto request = large();
    SimpleResponse response;
    request.mutable_response_compressed()->set_value(compressed);
    check_large(stub(session)->UnaryCall(&context, request, &response), response);
    expect("the compressed flag", was_compressed(context.c_call()), compressed);
  }
}

void special_status_message(const Session &session) {
  Context context;
  SimpleRequest request;
  SimpleResponse response;
  const std::string message = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";
  request.mutable_response_status()->set_code(StatusCode::UNKNOWN);
  request.mutable_response_status()->set_message(message);
  expect_status(stub(session)->UnaryCall(&context, request, &response), StatusCode::UNKNOWN, message);
}

void unimplemented_method(const Session &session) {
  Context context;
  Empty response;
  expect_status(stub(session)->UnimplementedCall(&context, Empty(), &response), StatusCode::UNIMPLEMENTED);
}

void unimplemented_service(const Session &session) {
  Context context;
  Empty response;
  auto other = UnimplementedService::NewStub(session.channel);
  expect_status(other->UnimplementedCall(&context, Empty(), &response), StatusCode::UNIMPLEMENTED);
}

// Many calls at once, made by the callback interface so that no thread waits for each.
void concurrent_large_unary(const Session &session) {
  struct Call {
    Context context;
    SimpleResponse response;
    grpc::Status status;
  };
  const auto request = large();
  auto client = stub(session);
  std::vector<Call> calls(concurrent_calls);
  std::mutex mutex;
  std::condition_variable changed;
  size_t left = calls.size();
  for (auto &call : calls) {
    client->async()->UnaryCall(&call.context, &request, &call.response, [&](grpc::Status status) {
      std::lock_guard<std::mutex> lock(mutex);
      call.status = status;
      if (--left == 0) changed.notify_all();
    });
  }
  std::unique_lock<std::mutex> lock(mutex);
  changed.wait(lock, [&] { return left == 0; });
  for (const auto &call : calls) check_large(call.status, call.response);
}

void pick_first_unary(const Session &session) {
  std::set<std::string> servers;
  SimpleRequest request;
  request.set_fill_server_id(true);
  for (int index = 0; index < 100; index++) {
    Context context;
    SimpleResponse response;
    expect_status(stub(session)->UnaryCall(&context, request, &response), StatusCode::OK);
    expect("the server says who it is", response.server_id().empty(), false);
    servers.insert(response.server_id());
  }
  expect("the number of servers", servers.size(), 1u);
}

void rpc_soak(const Session &session) {
  for (int index = 0; index < 10; index++) large_unary(session);
}

void channel_soak(const Session &session) {
  for (int index = 0; index < 10; index++) {
    Session fresh = session;
    fresh.channel = session.connect();
    large_unary(fresh);
  }
}

}  // namespace

void add_unary_cases(std::map<std::string, Case> &cases) {
  cases["empty_unary"] = empty_unary;
  cases["large_unary"] = large_unary;
  cases["client_compressed_unary"] = client_compressed_unary;
  cases["server_compressed_unary"] = server_compressed_unary;
  cases["special_status_message"] = special_status_message;
  cases["unimplemented_method"] = unimplemented_method;
  cases["unimplemented_service"] = unimplemented_service;
  cases["concurrent_large_unary"] = concurrent_large_unary;
  cases["pick_first_unary"] = pick_first_unary;
  cases["rpc_soak"] = rpc_soak;
  cases["channel_soak"] = channel_soak;
}
