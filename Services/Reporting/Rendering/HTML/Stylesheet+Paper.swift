extension Stylesheet {
  /// A4 (GB/T 148, GB/T 9704-2012, 5.1): the text upright, boards on pages of their own, heads and banner on every
  /// page.
  static let paper: StaticString = """
    @page { size: A4 portrait; margin: 15mm 17mm 14mm; @bottom-center { content: "— " counter(page) " —";
      font: 9pt serif; } }
    @page board-portrait { size: A4 portrait; margin: 13mm 10mm 12mm; }
    @page board-landscape { size: A4 landscape; margin: 11mm 10mm 10mm; }
    @media print {
      :root { --paper: #fff; --sheet: #f1efe9; --ink: #000; --soft: #444; --line: #c9c6be; --rule: #777; --accent: #000;
        --good: #14573a; --near: #6d4400; --bad: #8f241d; --bar-good: #7aa893; --bar-near: #d1ab67; --bar-bad: #c98079;
          --bar: #90a0ad; }
      body { font-size: 10.5pt; line-height: 1.6; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      main { padding: 0; }
      article, .attachment { display: block; }
      .how, .hint { display: none; }
      .f > summary { text-decoration: none; color: inherit; background: none; }
      .f[open] > summary { color: inherit; background: none; }
      .banner { font-size: 9pt; }
      .top { font-size: 9pt; }
      h1 { font-size: 17pt; line-height: 1.35; margin: 4mm auto 3mm; max-width: none; }
      .p, .addressee, .items { margin-bottom: .5mm; }
      h2, h3, h4, h5 { margin: 2mm 0 .5mm; break-after: avoid; }
      .notes { font-size: 7.5pt; line-height: 1.45; margin-top: 1mm; }
      .signature { width: max-content; margin: 3mm 4em 0 auto; break-before: avoid; break-inside: avoid; }
      .attached { margin-top: 2mm; }
      .attachment { margin: 0; }
      .attachment-title { font-size: 11pt; border: 0; padding: 0; margin: 0 0 1mm; }
      .board { margin: 3mm 0 1mm; }
      .scroll { overflow: visible; max-height: none; }
      table { font-size: 8.5pt; line-height: 1.2; }
      caption { font-size: 9pt; line-height: 1.3; padding: 0 0 .6mm; }
      thead, tbody th:first-child, thead th:first-child { position: static; }
      thead { display: table-header-group; }
      thead .n { min-width: 0; }
      tr, figure, .attached, .scroll { break-inside: avoid; }
      th, td { padding: .55mm 1.1mm; }
      /* A button of its own box is not painted again where a head repeats. */
      thead button { display: contents; }
      thead button::after { content: none !important; }
      /* An attachment is on its board's page, so that its title is not left alone on another. */
      .portrait { page: board-portrait; } .landscape { page: board-landscape; }
      .portrait table, .landscape table { font-size: 7.4pt; }
      .portrait :is(th, td), .landscape :is(th, td) { padding: .28mm 1.1mm; }
      .portrait .board, .landscape .board { margin: 1.4mm 0 0; }
      .portrait .notes, .landscape .notes { font-size: 7pt; line-height: 1.35; margin-top: .6mm; }
      .charts { display: flex; gap: 6mm; margin: 2mm 0; }
      .charts figure { flex: 1 1 0; min-width: 0; }
      figcaption { font-size: 8.5pt; line-height: 1.3; margin: 0; }
      footer { margin-top: 1.5mm; padding-top: .5mm; font-size: 7pt; line-height: 1.4; break-before: avoid; }
    }

    """
}
