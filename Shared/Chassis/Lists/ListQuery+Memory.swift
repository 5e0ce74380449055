public import Storage

extension ListQuery {
  /// What lies in a column for an item of a list that is no table's.
  public typealias Column<Item> = @Sendable (Item) -> SQLValue

  /// The column of an item's place in the list as it is at hand, from 0: for a standard order that follows from no field.
  public static let placeColumn = "place"

  /// The page of a list that was computed, or is small, and at hand as a whole: filtered, ordered and continued as a
  /// table's is. `columns` has every column that the list's fields name; ``placeColumn`` need not be among them.
  ///
  /// `holds` leaves out what is not the caller's to see. `version` is what the list was computed from, and `moment` the
  /// one that it tells of, where it follows from the calendar too: both are those of all pages (``point(_:)``,
  /// ``moment``).
  public func page<Item>(
    of items: [Item], _ columns: [String: Column<Item>], at version: DataVersion, moment: Int64? = nil,
    where holds: (Item) -> Bool = { _ in true }
  ) -> ListPage<Item> {
    assert(fields.all.allSatisfy { columns[$0.column] != nil }, "a field has no column")
    let rows = items.enumerated().compactMap { place, item -> (item: Item, place: [SQLValue])? in
      let value = { column in
        columns[column]?(item) ?? (column == Self.placeColumn ? SQLValue(place) : .null)
      }
      guard holds(item), filter?.holds(fields.byName, value) ?? true else { return nil }
      return (item, order.keys.map { value($0.column) })
    }
    let sorted = rows.sorted { order.precedes($0.place, $1.place) }
    let rest = place.map { last in sorted.drop { !order.precedes(last, $0.place) } } ?? sorted[...]
    let shown = rest.prefix(size)
    guard rest.count > size, let last = shown.last else { return ListPage(items: shown.map(\.item), nextToken: "") }
    return ListPage(items: shown.map(\.item), nextToken: token(after: last.place, at: version, moment: moment))
  }
}

extension ListOrder {
  /// Whether a place comes before another, as the database orders them.
  func precedes(_ one: [SQLValue], _ other: [SQLValue]) -> Bool {
    for (index, key) in keys.enumerated() where index < one.count && index < other.count {
      let (left, right) = (one[index], other[index])
      if left == right { continue }
      if left == .null || right == .null { return right == .null }
      return key.isDescending ? right.isLess(than: left) : left.isLess(than: right)
    }
    return false
  }
}
