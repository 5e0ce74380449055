import Admin

@main
struct Main {
  static func main() async {
    await Program.main()
  }
}
