// The cases of the public descriptions that make calls with streams.
#include <vector>

#include "compressed.h"
#include "session.h"

namespace {

using namespace grpc::testing;
using grpc::StatusCode;

const std::vector<int> request_sizes = {27182, 8, 1828, 45904}, response_sizes = {31415, 9, 2653, 58979};

StreamingInputCallRequest input(int size) {
  StreamingInputCallRequest request;
  request.mutable_payload()->set_body(std::string(size, '\0'));
  return request;
}

StreamingOutputCallRequest output(const std::vector<int> &sizes, int payload = 0) {
  StreamingOutputCallRequest request;
  for (int size : sizes) request.add_response_parameters()->set_size(size);
  if (payload > 0) request.mutable_payload()->set_body(std::string(payload, '\0'));
  return request;
}

template <class Stream>
void expect_response(Stream &stream, int size) {
  StreamingOutputCallResponse response;
  expect("a response came", stream->Read(&response), true);
  expect("a payload is right", response.payload().body() == std::string(size, '\0'), true);
}

// Fails unless exactly responses of these sizes come, and then OK.
template <class Stream>
void expect_stream(Stream &stream, const std::vector<int> &sizes) {
  for (int size : sizes) expect_response(stream, size);
  StreamingOutputCallResponse response;
  expect("a response too many came", stream->Read(&response), false);
  expect_status(stream->Finish(), StatusCode::OK);
}

void client_streaming(const Session &session) {
  Context context;
  StreamingInputCallResponse response;
  auto client = stub(session);
  auto stream = client->StreamingInputCall(&context, &response);
  for (int size : request_sizes) expect("a request was written", stream->Write(input(size)), true);
  stream->WritesDone();
  expect_status(stream->Finish(), StatusCode::OK);
  expect("aggregated_payload_size", response.aggregated_payload_size(), 74922);
}

void client_compressed_streaming(const Session &session) {
  auto client = stub(session);
  StreamingInputCallResponse response;
  auto compressed = input(27182), plain = input(45904);
  compressed.mutable_expect_compressed()->set_value(true);
  plain.mutable_expect_compressed()->set_value(false);
  Context probe_context;
  probe_context.set_compression_algorithm(GRPC_COMPRESS_GZIP);
  auto probe = client->StreamingInputCall(&probe_context, &response);
  probe->Write(compressed, grpc::WriteOptions().set_no_compression());
  probe->WritesDone();
  expect_status(probe->Finish(), StatusCode::INVALID_ARGUMENT);

  Context context;
  context.set_compression_algorithm(GRPC_COMPRESS_GZIP);
  auto stream = client->StreamingInputCall(&context, &response);
  expect("a request was written", stream->Write(compressed), true);
  expect("a request was written", stream->Write(plain, grpc::WriteOptions().set_no_compression()), true);
  stream->WritesDone();
  expect_status(stream->Finish(), StatusCode::OK);
  expect("aggregated_payload_size", response.aggregated_payload_size(), 73086);
}

void server_streaming(const Session &session) {
  Context context;
  auto client = stub(session);
  auto stream = client->StreamingOutputCall(&context, output(response_sizes));
  expect_stream(stream, response_sizes);
}

void server_compressed_streaming(const Session &session) {
  Context context;
  auto request = output({31415, 92653});
  request.mutable_response_parameters(0)->mutable_compressed()->set_value(true);
  request.mutable_response_parameters(1)->mutable_compressed()->set_value(false);
  auto client = stub(session);
  auto stream = client->StreamingOutputCall(&context, request);
  for (const auto &wanted : request.response_parameters()) {
    expect_response(stream, wanted.size());
    expect("the compressed flag", was_compressed(context.c_call()), wanted.compressed().value());
  }
  expect_stream(stream, {});
}

void ping_pong(const Session &session) {
  Context context;
  auto client = stub(session);
  auto stream = client->FullDuplexCall(&context);
  for (size_t index = 0; index < request_sizes.size(); index++) {
    expect("a request was written", stream->Write(output({response_sizes[index]}, request_sizes[index])), true);
    expect_response(stream, response_sizes[index]);
  }
  stream->WritesDone();
  expect_stream(stream, {});
}

void half_duplex(const Session &session) {
  Context context;
  auto client = stub(session);
  auto stream = client->HalfDuplexCall(&context);
  for (int size : response_sizes) expect("a request was written", stream->Write(output({size})), true);
  stream->WritesDone();
  expect_stream(stream, response_sizes);
}

void empty_stream(const Session &session) {
  Context context;
  auto client = stub(session);
  auto stream = client->FullDuplexCall(&context);
  stream->WritesDone();
  expect_stream(stream, {});
}

const std::string header = "x-grpc-test-echo-initial", text = "test_initial_metadata_value";
const std::string trailer = "x-grpc-test-echo-trailing-bin", bytes = "\xab\xab\xab";

void add_echo(Context &context) {
  context.AddMetadata(header, text);
  context.AddMetadata(trailer, bytes);
}

void expect_echo(const Context &context) {
  const auto &headers = context.GetServerInitialMetadata();
  const auto &trailers = context.GetServerTrailingMetadata();
  expect("the number of headers", headers.count(header), 1u);
  expect("the number of trailers", trailers.count(trailer), 1u);
  expect("the header", headers.find(header)->second, text);
  expect("the trailer", trailers.find(trailer)->second, bytes);
}

void custom_metadata(const Session &session) {
  auto client = stub(session);
  Context unary, duplex;
  add_echo(unary);
  SimpleRequest request;
  SimpleResponse response;
  request.set_response_size(314159);
  request.mutable_payload()->set_body(std::string(271828, '\0'));
  expect_status(client->UnaryCall(&unary, request, &response), StatusCode::OK);
  expect_echo(unary);
  add_echo(duplex);
  auto stream = client->FullDuplexCall(&duplex);
  expect("a request was written", stream->Write(output({314159}, 271828)), true);
  stream->WritesDone();
  expect_stream(stream, {314159});
  expect_echo(duplex);
}

void status_code_and_message(const Session &session) {
  auto client = stub(session);
  const std::string message = "test status message";
  Context unary, duplex;
  SimpleRequest simple;
  SimpleResponse response;
  simple.mutable_response_status()->set_code(StatusCode::UNKNOWN);
  simple.mutable_response_status()->set_message(message);
  expect_status(client->UnaryCall(&unary, simple, &response), StatusCode::UNKNOWN, message);
  StreamingOutputCallRequest request;
  *request.mutable_response_status() = simple.response_status();
  auto stream = client->FullDuplexCall(&duplex);
  stream->Write(request);
  stream->WritesDone();
  StreamingOutputCallResponse none;
  expect("a response came", stream->Read(&none), false);
  expect_status(stream->Finish(), StatusCode::UNKNOWN, message);
}

void cancel_after_begin(const Session &session) {
  Context context;
  StreamingInputCallResponse response;
  auto client = stub(session);
  auto stream = client->StreamingInputCall(&context, &response);
  context.TryCancel();
  expect_status(stream->Finish(), StatusCode::CANCELLED);
}

void cancel_after_first_response(const Session &session) {
  Context context;
  auto client = stub(session);
  auto stream = client->FullDuplexCall(&context);
  expect("a request was written", stream->Write(output({response_sizes[0]}, request_sizes[0])), true);
  expect_response(stream, response_sizes[0]);
  context.TryCancel();
  expect_status(stream->Finish(), StatusCode::CANCELLED);
}

void timeout_on_sleeping_server(const Session &session) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(1));
  auto client = stub(session);
  auto stream = client->FullDuplexCall(&context);
  stream->Write(output({}, request_sizes[0]));
  expect_status(stream->Finish(), StatusCode::DEADLINE_EXCEEDED);
}

}  // namespace

void add_streaming_cases(std::map<std::string, Case> &cases) {
  cases["client_streaming"] = client_streaming;
  cases["client_compressed_streaming"] = client_compressed_streaming;
  cases["server_streaming"] = server_streaming;
  cases["server_compressed_streaming"] = server_compressed_streaming;
  cases["ping_pong"] = ping_pong;
  cases["half_duplex"] = half_duplex;
  cases["empty_stream"] = empty_stream;
  cases["custom_metadata"] = custom_metadata;
  cases["status_code_and_message"] = status_code_and_message;
  cases["cancel_after_begin"] = cancel_after_begin;
  cases["cancel_after_first_response"] = cancel_after_first_response;
  cases["timeout_on_sleeping_server"] = timeout_on_sleeping_server;
}
