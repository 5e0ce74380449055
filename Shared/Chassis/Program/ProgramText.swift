/// What a service's executable says of itself.
struct ProgramText {
  private let executable: String
  private let abstract: String
  /// All that it can be told.
  let settings: SettingTable

  init<Definition: ServiceDefinition>(of definition: Definition.Type) {
    executable = definition.executable
    abstract = definition.abstract
    settings = SettingTable(
      CommonSettings.rows + AccessSettings.rows + ObservationSettings.rows + LoadSettings.rows + definition.settings)
  }

  /// The answer to `--help`, `--version` or `--settings`; nil when none is asked for.
  func answer(to arguments: some Sequence<String>) -> String? {
    for argument in arguments {
      if ["--help", "-h"].contains(argument) { return help }
      if argument == "--version" { return Version.text }
      if argument == "--settings" { return settings.markdown }
    }
    return nil
  }

  private var help: String {
    """
    \(abstract)
    Serves gRPC over HTTP/2, health and reflection included. Prints "listening on ADDRESS" when it is ready, and drains on
    SIGTERM or Ctrl-C.

    USAGE 用法: \(executable) [--NAME VALUE ...]
    Each setting is a flag, a variable or a key of the file that --config names; flags go before variables, variables before
    the file. 每项设置可用选项、环境变量或配置文件给出，优先级依次降低。

    \(settings.help)
      --settings   prints the settings as a table in Markdown 以Markdown表格列出设置
      --version
      --help

    \(ProgramStatus.help)
    """
  }
}
