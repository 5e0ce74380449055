/// The release of all executables.
public enum Version {
  /// As `--version` prints it.
  public static let text = "0.1.0"
}
