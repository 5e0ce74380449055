// gRPC's public interoperability service, served by gRPC C++:
//   server --port N [--tls-cert F --tls-key F]      prints `listening on 127.0.0.1:N`
#include <grpcpp/grpcpp.h>
#include <unistd.h>

#include <iostream>
#include <thread>
#include <vector>

#include "compressed.h"
#include "flags.h"
#include "grpc/testing/test.grpc.pb.h"

namespace {

using namespace grpc::testing;
using grpc::ServerContext;
using grpc::Status;
using grpc::StatusCode;

void echo_metadata(ServerContext *context) {
  for (const auto &[key, value] : context->client_metadata()) {
    std::string name(key.data(), key.size()), text(value.data(), value.size());
    if (name == "x-grpc-test-echo-initial") context->AddInitialMetadata(name, text);
    if (name == "x-grpc-test-echo-trailing-bin") context->AddTrailingMetadata(name, text);
  }
}

template <class Request>
Status check_compression(const Request &request, ServerContext *context) {
  bool compressed = was_compressed(context->c_call());
  if (!request.has_expect_compressed() || request.expect_compressed().value() == compressed) return Status::OK;
  return Status(StatusCode::INVALID_ARGUMENT, "the request came otherwise than its expect_compressed says");
}

template <class Request>
Status status_of(const Request &request) {
  return Status(static_cast<StatusCode>(request.response_status().code()), request.response_status().message());
}

template <class Stream>
Status answer(const StreamingOutputCallRequest &request, Stream *stream) {
  Status status = status_of(request);
  if (!status.ok()) return status;
  for (const auto &wanted : request.response_parameters()) {
    std::this_thread::sleep_for(std::chrono::microseconds(wanted.interval_us()));
    StreamingOutputCallResponse response;
    response.mutable_payload()->set_body(std::string(wanted.size(), '\0'));
    grpc::WriteOptions options;
    if (!wanted.compressed().value()) options.set_no_compression();
    stream->Write(response, options);
  }
  return Status::OK;
}

class Service final : public TestService::Service {
  Status EmptyCall(ServerContext *context, const Empty *, Empty *) override {
    echo_metadata(context);
    return Status::OK;
  }

  Status UnaryCall(ServerContext *context, const SimpleRequest *request, SimpleResponse *response) override {
    echo_metadata(context);
    Status status = check_compression(*request, context);
    if (!status.ok()) return status;
    status = status_of(*request);
    if (!status.ok()) return status;
    if (request->response_compressed().value()) context->set_compression_algorithm(GRPC_COMPRESS_GZIP);
    response->mutable_payload()->set_body(std::string(request->response_size(), '\0'));
    if (request->fill_server_id()) response->set_server_id(std::to_string(getpid()));
    return Status::OK;
  }

  Status StreamingOutputCall(
      ServerContext *context, const StreamingOutputCallRequest *request,
      grpc::ServerWriter<StreamingOutputCallResponse> *stream) override {
    echo_metadata(context);
    context->set_compression_algorithm(GRPC_COMPRESS_GZIP);
    return answer(*request, stream);
  }

  Status StreamingInputCall(
      ServerContext *context, grpc::ServerReader<StreamingInputCallRequest> *stream,
      StreamingInputCallResponse *response) override {
    echo_metadata(context);
    StreamingInputCallRequest request;
    size_t size = 0;
    while (stream->Read(&request)) {
      Status status = check_compression(request, context);
      if (!status.ok()) return status;
      size += request.payload().body().size();
    }
    response->set_aggregated_payload_size(static_cast<int32_t>(size));
    return Status::OK;
  }

  using Duplex = grpc::ServerReaderWriter<StreamingOutputCallResponse, StreamingOutputCallRequest>;

  Status FullDuplexCall(ServerContext *context, Duplex *stream) override {
    echo_metadata(context);
    StreamingOutputCallRequest request;
    while (stream->Read(&request)) {
      Status status = answer(request, stream);
      if (!status.ok()) return status;
    }
    return Status::OK;
  }

  Status HalfDuplexCall(ServerContext *context, Duplex *stream) override {
    echo_metadata(context);
    std::vector<StreamingOutputCallRequest> requests;
    StreamingOutputCallRequest request;
    while (stream->Read(&request)) requests.push_back(request);
    for (const auto &each : requests) {
      Status status = answer(each, stream);
      if (!status.ok()) return status;
    }
    return Status::OK;
  }
};

}  // namespace

int main(int count, char **arguments) {
  Flags flags(count, arguments);
  auto credentials = grpc::InsecureServerCredentials();
  if (flags.has("tls-cert")) {
    grpc::SslServerCredentialsOptions options;
    options.pem_key_cert_pairs = {{contents(flags.get("tls-key")), contents(flags.get("tls-cert"))}};
    credentials = grpc::SslServerCredentials(options);
  }
  Service service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:" + flags.get("port", "0"), credentials, &port);
  builder.RegisterService(&service);
  auto server = builder.BuildAndStart();
  if (!server || port == 0) return 1;
  std::cout << "listening on 127.0.0.1:" << port << std::endl;
  server->Wait();
}
