// bench-storage URL store|raw CALLERS SECONDS: durable writes of one row each, as `rate R p50 MS p99 MS`.

import Foundation
import Storage

let arguments = CommandLine.arguments
guard arguments.count == 5, let url = DatabaseURL(arguments[1]), let callers = Int(arguments[3]),
  let seconds = Double(arguments[4])
else {
  print("usage: bench-storage sqlite:///FOLDER|postgres://... store|raw CALLERS SECONDS")
  exit(2)
}
let lane: any RowLane =
  arguments[2] == "raw"
  ? try RawLane(url.isServer ? RawPostgres(arguments[1]) : RawSQLite(arguments[1])) : try await StoreLane(url)
let result = try await measure(lane, callers: callers, seconds: seconds)
await lane.close()
print(result)
