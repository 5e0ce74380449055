// What the cases of the C++ client stand on: the server under test, and checks that end a case.
#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>

#include "grpc/testing/test.grpc.pb.h"

struct Session {
  std::string address;
  std::shared_ptr<grpc::ChannelCredentials> credentials;
  std::string override_name;
  std::shared_ptr<grpc::Channel> channel = connect();

  std::shared_ptr<grpc::Channel> connect() const {
    grpc::ChannelArguments arguments;
    if (!override_name.empty()) arguments.SetSslTargetNameOverride(override_name);
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);  // A fresh channel has a connection of its own.
    return grpc::CreateCustomChannel(address, credentials, arguments);
  }
};

// A context whose call cannot hang, whatever the server does.
struct Context : grpc::ClientContext {
  Context() { set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60)); }
};

template <class Value, class Expected>
void expect(const std::string &what, const Value &value, const Expected &expected) {
  if (value == expected) return;
  std::ostringstream told;
  told << what << " is " << value << ", not " << expected;
  throw std::runtime_error(told.str());
}

inline void expect_status(const grpc::Status &status, grpc::StatusCode code) {
  expect("the status (" + status.error_message() + ")", static_cast<int>(status.error_code()), static_cast<int>(code));
}

inline void expect_status(const grpc::Status &status, grpc::StatusCode code, const std::string &message) {
  expect_status(status, code);
  expect("the message", status.error_message(), message);
}

inline std::unique_ptr<grpc::testing::TestService::Stub> stub(const Session &session) {
  return grpc::testing::TestService::NewStub(session.channel);
}

using Case = std::function<void(const Session &)>;
void add_unary_cases(std::map<std::string, Case> &cases);
void add_streaming_cases(std::map<std::string, Case> &cases);
