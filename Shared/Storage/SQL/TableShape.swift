/// A table as the engine itself describes it.
struct TableShape: Sendable, Hashable {
  var name: String
  /// All columns, in their order.
  var columns: [String]
  /// The columns of the primary key, in its order; they are never null.
  var key: [String]

  /// All rows, in the order of the key, which is the same on both engines: integers, and texts by their bytes.
  var selectAll: String {
    let order = (key.isEmpty ? columns : key).map(\.quotedName).joined(separator: ", ")
    return "SELECT \(columns.map(\.quotedName).joined(separator: ", ")) FROM \(name.quotedName) ORDER BY \(order)"
  }

  /// From rows of (table, column, place in the primary key from 1 or 0), ordered by table and then by column.
  static func shapes(_ rows: [SQLRow]) throws(StorageError) -> [TableShape] {
    var shapes: [TableShape] = []
    var places: [(place: Int64, column: String)] = []
    for row in rows {
      let (table, column) = (try row.text("table_name"), try row.text("column_name"))
      if shapes.last?.name != table {
        places = []
        shapes.append(TableShape(name: table, columns: [], key: []))
      }
      shapes[shapes.count - 1].columns.append(column)
      let place = try row.integer("place")
      if place > 0 { places.append((place, column)) }
      shapes[shapes.count - 1].key = places.sorted { $0.place < $1.place }.map(\.column)
    }
    return shapes
  }
}
