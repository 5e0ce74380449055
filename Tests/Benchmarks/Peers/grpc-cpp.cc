// gRPC C++: `server PORT` serves (callback API), `client PORT ROUNDS` takes ROUNDS streams of 10,000 messages, and
// `echo PORT COUNT` sends COUNT messages on one stream, each after the answer to the one before.
#include <grpcpp/grpcpp.h>

#include <cstdio>
#include <string>

#include "benchmark/v1/figures.grpc.pb.h"

using namespace benchmark::v1;

static std::string names[20];

static void fill(int i, const FiguresRequest &request, Figure *figure) {
  int64_t cumulative = int64_t(request.year()) * 10000 + request.month() * 37 + int64_t(i) * 7919;
  int64_t previous = cumulative - 1000 - i;
  figure->set_indicator(names[i]);
  figure->set_cumulative(cumulative);
  figure->set_previous(previous);
  figure->set_growth(double(cumulative - previous) / double(previous));
}

class Writer final : public grpc::ServerWriteReactor<Figure> {
 public:
  explicit Writer(const FiguresRequest &request) : request_(request) { next(); }
  void OnWriteDone(bool ok) override { ok ? next() : Finish(grpc::Status::CANCELLED); }
  void OnDone() override { delete this; }

 private:
  void next() {
    if (sent_ == 10000) return Finish(grpc::Status::OK);
    fill(sent_++ % 20, request_, &figure_);
    StartWrite(&figure_);
  }
  FiguresRequest request_;
  Figure figure_;
  int sent_ = 0;
};

class Echo final : public grpc::ServerBidiReactor<Figure, Figure> {
 public:
  Echo() { StartRead(&figure_); }
  void OnReadDone(bool ok) override { ok ? StartWrite(&figure_) : Finish(grpc::Status::OK); }
  void OnWriteDone(bool ok) override { ok ? StartRead(&figure_) : Finish(grpc::Status::CANCELLED); }
  void OnDone() override { delete this; }

 private:
  Figure figure_;
};

class Service final : public BenchmarkService::CallbackService {
  grpc::ServerUnaryReactor *GetFigures(
      grpc::CallbackServerContext *context, const FiguresRequest *request, FiguresReply *reply) override {
    reply->mutable_figures()->Reserve(20);
    for (int i = 0; i < 20; i++) fill(i, *request, reply->add_figures());
    return ok(context);
  }
  grpc::ServerUnaryReactor *GetNothing(grpc::CallbackServerContext *context, const Empty *, Empty *) override {
    return ok(context);
  }
  grpc::ServerWriteReactor<Figure> *StreamFigures(
      grpc::CallbackServerContext *, const FiguresRequest *request) override {
    return new Writer(*request);
  }
  grpc::ServerUnaryReactor *GetChunk(
      grpc::CallbackServerContext *context, const ChunkRequest *request, Chunk *chunk) override {
    chunk->mutable_data()->assign(request->size(), 0);
    return ok(context);
  }
  grpc::ServerBidiReactor<Figure, Figure> *EchoFigures(grpc::CallbackServerContext *) override { return new Echo; }
  static grpc::ServerUnaryReactor *ok(grpc::CallbackServerContext *context) {
    auto *reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

static int client(const std::string &address, int rounds) {
  auto stub = BenchmarkService::NewStub(grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  long messages = 0;
  for (int round = 0; round < rounds; round++) {
    grpc::ClientContext context;
    FiguresRequest request;
    request.set_year(2013);
    auto reader = stub->StreamFigures(&context, request);
    Figure figure;
    while (reader->Read(&figure)) messages++;
    if (!reader->Finish().ok()) return 1;
  }
  std::printf("%ld\n", messages);
  return messages == rounds * 10000L ? 0 : 1;
}

static int echo(const std::string &address, int count) {
  auto stub = BenchmarkService::NewStub(grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  auto stream = stub->EchoFigures(&context);
  FiguresRequest request;
  Figure figure;
  fill(1, request, &figure);
  for (int i = 0; i < count; i++) {
    if (!stream->Write(figure) || !stream->Read(&figure)) return 1;
  }
  stream->WritesDone();
  return stream->Finish().ok() ? 0 : 1;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  for (int i = 0; i < 20; i++) names[i] = "IND" + std::to_string(10000 + i * 37);
  std::string address = std::string("127.0.0.1:") + argv[2];
  if (std::string(argv[1]) == "client") return client(address, std::stoi(argv[3]));
  if (std::string(argv[1]) == "echo") return echo(address, std::stoi(argv[3]));
  Service service;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address, grpc::InsecureServerCredentials());
  builder.RegisterService(&service);
  builder.BuildAndStart()->Wait();
}
