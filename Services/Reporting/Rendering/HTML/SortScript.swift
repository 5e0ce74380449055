/// Sorts a table by a column when its heading is pressed; the only script of a page.
///
/// Headings become buttons here and not in the markup, so that a page without scripts has no dead buttons. A third
/// press
/// restores the protocol order. Cells without a key stand last in either direction; the total is in a body of its own.
enum SortScript {
  /// What the page's policy admits: SHA-256 of the text in base64. A test computes it again.
  static let hash = "sha256-+6BiZtTdJCQSeebimk5ho/1IQHDdBAvH4CKGWTChJSw="

  static let text: StaticString = #"""
    "use strict";
    for (const table of document.querySelectorAll("table")) {
      const body = table.tBodies[table.tBodies.length - 1];
      if (!body || body.className === "total" || body.rows.length < 2) continue;
      const protocol = [...body.rows];
      const heads = table.querySelectorAll("th[data-sort]");
      const key = (row, column) => {
        const data = row.cells[column].dataset;
        return data.n !== undefined ? Number(data.n) : data.s;
      };
      const compare = (a, b) => typeof a === "number" && typeof b === "number" ? a - b
        : String(a).localeCompare(String(b), document.documentElement.lang);
      const sort = (head) => {
        const column = Number(head.dataset.sort);
        const isNumber = protocol.some((row) => row.cells[column].dataset.n !== undefined) && column > 0;
        const turns = isNumber ? ["descending", "ascending", ""] : ["ascending", "descending", ""];
        const turn = turns[turns.indexOf(head.getAttribute("aria-sort") || "") + 1] ?? turns[0];
        for (const other of heads) other.removeAttribute("aria-sort");
        const sign = turn === "descending" ? -1 : 1;
        const rows = turn === "" ? protocol : [...protocol].sort((a, b) => {
          const [x, y] = [key(a, column), key(b, column)];
          if (x === undefined || y === undefined) return (x === undefined) - (y === undefined);
          return sign * compare(x, y);
        });
        if (turn !== "") head.setAttribute("aria-sort", turn);
        body.append(...rows);
      };
      for (const head of heads) {
        const button = document.createElement("button");
        button.type = "button";
        button.append(...head.childNodes);
        button.addEventListener("click", () => sort(head));
        head.append(button);
      }
    }

    """#
}
