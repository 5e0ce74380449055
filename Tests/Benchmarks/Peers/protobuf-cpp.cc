// C++ protobuf: the nanoseconds of encoding one reply of 20 figures that is there, and of decoding it in an arena.
#include <google/protobuf/arena.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "benchmark/v1/figures.pb.h"

using namespace benchmark::v1;

template <class Body>
static long median(Body body) {
  using clock = std::chrono::steady_clock;
  const int count = 50000;
  std::vector<double> times;
  for (int round = 0; round < 7; round++) {
    auto began = clock::now();
    for (int i = 0; i < count; i++) body();
    times.push_back(std::chrono::duration<double, std::nano>(clock::now() - began).count() / count);
  }
  std::sort(times.begin(), times.end());
  return long(times[3]);
}

int main() {
  FiguresReply reply;
  for (int i = 0; i < 20; i++) {
    Figure *figure = reply.add_figures();
    figure->set_indicator("IND" + std::to_string(10000 + i * 37));
    figure->set_cumulative(20240000 + int64_t(i) * 7919);
    figure->set_previous(figure->cumulative() - 1000);
    figure->set_growth(1000 / double(figure->previous()));
  }
  std::string wire = reply.SerializeAsString();
  static uint8_t buffer[65536];
  size_t sink = 0;
  long encode = median([&] {
    size_t size = reply.ByteSizeLong();
    reply.SerializeWithCachedSizesToArray(buffer);
    sink += size + buffer[size / 2];
  });
  long decode = median([&] {
    google::protobuf::Arena arena;
    auto *message = google::protobuf::Arena::CreateMessage<FiguresReply>(&arena);
    if (!message->ParseFromArray(wire.data(), int(wire.size()))) std::abort();
    sink += message->figures_size();
  });
  std::printf("encode %ld decode %ld bytes %zu %s\n", encode, decode, wire.size(), sink ? "" : "?");
}
