// bench-storage URL store|raw CALLERS SECONDS: durable writes of one row each, as `rate R p50 MS p99 MS max MS cpu US`.
// bench-storage URL import ROWS: rows a second of one import, as `rate R`.
// bench-storage URL beside CALLERS ROWS: the writes while so many rows are imported.

import Foundation
import Storage

let arguments = CommandLine.arguments
let numbers = arguments.dropFirst(3).compactMap { Int($0) }
guard arguments.count >= 4, let url = DatabaseURL(arguments[1]), numbers.count == arguments.count - 3,
  numbers.count == (arguments[2] == "import" ? 1 : 2)
else {
  print(
    "usage: bench-storage sqlite:///FOLDER|postgres://... store|raw CALLERS SECONDS | import ROWS | beside CALLERS ROWS"
  )
  exit(2)
}
if arguments[2] == "raw" {
  let lane = try RawLane(url.isServer ? RawPostgres(arguments[1]) : RawSQLite(arguments[1]))
  print(try await measure(lane, callers: numbers[0], seconds: Double(numbers[1])))
} else {
  let lane = try await StoreLane(url)
  switch arguments[2] {
  case "import": print(try await measureImport(lane, rows: numbers[0]))
  case "beside": print(try await measureBeside(lane, callers: numbers[0], rows: numbers[1]))
  default: print(try await measure(lane, callers: numbers[0], seconds: Double(numbers[1])))
  }
  await lane.close()
}
