/// The names that protoc-gen-c gives (its c_helpers.cc), so that Swift can find its structs and functions.
enum CNames {
  /// The struct of a message: `tupo.common.v1.DataVersion` -> `Tupo__Common__V1__DataVersion`.
  static func type(_ fullName: String) -> String {
    fullName.split(separator: ".").map { camel(String($0)) }.joined(separator: "__")
  }

  /// The start of a message's functions: `tupo__common__v1__data_version`.
  static func function(_ fullName: String) -> String {
    fullName.split(separator: ".").map { snake(String($0)) }.joined(separator: "__")
  }

  /// A field's member of the struct.
  static func field(_ name: String) -> String {
    let lower = renamed(name).lowercased()
    return keywords.contains(lower) ? lower + "_" : lower
  }

  /// A oneof's tag: the number of the field that is set.
  static func oneofCase(_ name: String) -> String { snake(name) + "_case" }

  /// A field's name as protoc-gen-c is told it: `base` is what the struct calls its own first member.
  static func renamed(_ name: String) -> String { name == "base" ? "base_field" : name }

  private static func camel(_ name: String) -> String {
    name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  private static func snake(_ name: String) -> String {
    var (result, wasUpper) = ("", true)
    for character in name {
      if character.isUppercase, !wasUpper { result += "_" }
      wasUpper = character.isUppercase
      result += character.lowercased()
    }
    return result
  }

  private static let keywords = Set(
    """
    and and_eq asm auto bitand bitor bool break case catch char class compl const const_cast continue default delete do \
    double dynamic_cast else enum explicit extern false float for friend goto if inline int long mutable namespace new \
    not not_eq operator or or_eq private protected public register reinterpret_cast return short signed sizeof static \
    static_cast struct switch template this throw true try typedef typeid typename union unsigned using virtual void \
    volatile wchar_t while xor xor_eq
    """.split(separator: " ").map(String.init))
}
