/// One book as the territories of several months see it, made once for each of them that differs.
struct RestatedBooks {
  private let book: FigureBook
  private let territories: Territories
  private var made: [Int: FigureBook] = [:]

  init(_ book: FigureBook, _ territories: Territories) {
    self.book = book
    self.territories = territories
  }

  mutating func book(at month: Month) throws(ArithmeticOverflow) -> FigureBook {
    let begun = territories.begun(by: month)
    if begun == 0 { return book }
    if let known = made[begun] { return known }
    let restated = try territories.restated(book, at: month)
    made[begun] = restated
    return restated
  }
}
