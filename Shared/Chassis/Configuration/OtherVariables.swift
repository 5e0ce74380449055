/// Variables that begin as a service's settings do, and are none: the service does not look at them.
enum OtherVariables {
  /// Whether somebody else has the variable.
  static func has(_ name: String) -> Bool {
    names.contains(name) || name.hasPrefix("TUPO_TEST_") || isServiceLink(name)
  }

  /// Whether Kubernetes tells by it where a service named `tupo` or `tupo-…` is (enableServiceLinks).
  private static func isServiceLink(_ name: String) -> Bool {
    name.hasSuffix("_SERVICE_HOST") || name.contains("_SERVICE_PORT") || name.hasSuffix("_PORT")
      || name.contains("_PORT_")
  }

  private static let names: Set = [
    // Settings of the others, where all services share one environment.
    "TUPO_INDICATORS_ADDRESS", "TUPO_INVESTMENT_ADDRESS", "TUPO_PLANNING_ADDRESS", "TUPO_REPORTING_ADDRESS",
    // The `tupo` command's.
    "TUPO_PROGRAMME", "TUPO_PROGRAMMES",
    // Compose's.
    "TUPO_CERTIFICATES", "TUPO_PUBLISH", "TUPO_CONTAINERS",
    // What builds and tests are told.
    "TUPO_BIN", "TUPO_FAILPOINT", "TUPO_CRASH_ROUNDS", "TUPO_CRASH_SEED", "TUPO_IMAGE_EXECUTABLE",
    "TUPO_IMPORT_ROWS", "TUPO_INTEROP_CPP", "TUPO_REWRITE_SCENARIOS", "TUPO_SWIFT_BUILD", "TUPO_WRITE_TABLES",
  ]
}
