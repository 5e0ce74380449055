// The flags that both programs understand: `--name value` and bare `--name`.
#pragma once

#include <fstream>
#include <iterator>
#include <map>
#include <string>

struct Flags {
  std::map<std::string, std::string> values;

  Flags(int count, char **arguments) {
    std::string open;
    for (int index = 1; index < count; index++) {
      std::string argument = arguments[index];
      if (argument.rfind("--", 0) == 0) {
        values[open = argument.substr(2)] = "";
      } else {
        values[open] = argument;
      }
    }
  }

  bool has(const std::string &name) const { return values.count(name) > 0; }

  std::string get(const std::string &name, const std::string &otherwise = "") const {
    auto found = values.find(name);
    return found == values.end() ? otherwise : found->second;
  }
};

inline std::string contents(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}
