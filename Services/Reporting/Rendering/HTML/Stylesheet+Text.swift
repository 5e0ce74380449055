extension Stylesheet {
  /// Ink on paper, by day and by night. Words keep a contrast of 4.5 or more (WCAG 2.2, 1.4.3).
  static let palette: StaticString = """
    :root {
      color-scheme: light dark;
      --paper: #fdfcf9; --sheet: #f5f3ec; --ink: #1e2328; --soft: #5c636b; --line: #dcd8cd; --rule: #8f8b80;
      --accent: #1d5578; --good: #216a48; --near: #865400; --bad: #a6322a;
      --bar-good: #5d9479; --bar-near: #c9973f; --bar-bad: #c0675e; --bar: #7f93a3;
      --song: "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", STSong, SimSun, serif;
      --hei: "Source Han Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", SimHei, sans-serif;
      --kai: "Kaiti SC", STKaiti, KaiTi, KaiTi_GB2312, "LXGW WenKai", "Source Han Serif SC", "Noto Serif CJK SC", serif;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #16191c; --sheet: #1f2327; --ink: #e3e0d9; --soft: #a2a6a9; --line: #363b40; --rule: #6d7073;
        --accent: #8fc1e0; --good: #79c79c; --near: #e2b25c; --bad: #ee9389;
        --bar-good: #4c8a6b; --bar-near: #a97f35; --bar-bad: #a8584f; --bar: #64798a;
      }
    }

    """

  /// The article: a measure of some forty characters, wider bands for boards and charts.
  static let text: StaticString = """
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.9 var(--song);
      line-break: strict; overflow-wrap: anywhere; }
    main { padding: 2.5rem 0 4rem; }
    article, .attachment { display: grid; grid-template-columns: [full-start] minmax(1.25rem, 1fr) [wide-start]
      minmax(0, 15rem) [text-start] min(44rem, 100% - 2.5rem) [text-end] minmax(0, 15rem) [wide-end] minmax(1.25rem,
        1fr) [full-end]; }
    article > *, .attachment > * { grid-column: text; min-width: 0; }
    .attachment { grid-column: full; margin-top: 3rem; }
    .wide, .charts { grid-column: wide; }
    .top { display: flex; flex-wrap: wrap; gap: .5rem 2rem; justify-content: space-between; align-items: baseline;
      font: .875rem/1.5 var(--hei); color: var(--soft); }
    .banner { color: var(--near); border: 1px solid currentColor; border-radius: 3px; padding: .1rem .7rem;
      font-weight: 500; letter-spacing: .08em; }
    .number { margin-left: auto; }
    h1 { font: 600 1.5rem/1.5 var(--song); text-align: center; text-wrap: balance; margin: 2.25rem 0 .75rem; }
    .hint { text-align: center; font: .8125rem/1.5 var(--hei); color: var(--soft); margin: 0 0 2rem; }
    .addressee { margin: 0 0 .35rem; }
    .p { text-indent: 2em; margin: 0 0 .35rem; }
    h2, h3, h4, h5 { font-size: 1em; margin: 1.1rem 0 .35rem; text-indent: 2em; line-height: inherit; }
    .level1 { font-family: var(--hei); font-weight: 600; }
    .level2 { font-family: var(--kai); font-weight: 600; }
    .level3, .level4 { font-family: inherit; font-weight: 600; }
    .run-in { display: inline; margin: 0; text-indent: 0; }
    span.run-in { font-weight: inherit; }
    .items { margin: 0 0 .35rem; padding-left: 3.4em; }
    .notes { display: flex; margin: .6rem 0 0; font: .8125rem/1.7 var(--hei); color: var(--soft); }
    .notes .label, .attached > span { flex: none; white-space: pre; }
    .attached { display: flex; margin-top: 1.5rem; padding-left: 2em; }
    .attached ol { margin: 0; padding-left: 1.4em; }
    .attached ol.single { list-style: none; padding-left: 0; }
    .signature { justify-self: end; text-align: center; margin: 1.75rem 4em 0 0; }
    .signature p { margin: 0; }
    .attachment-title { font: 600 1.25rem/1.6 var(--song); text-align: center; text-indent: 0; text-wrap: balance;
      margin: 0 0 .5rem; padding-top: 2rem; border-top: 1px solid var(--line); }
    footer { margin-top: 3rem; padding-top: .75rem; border-top: 1px solid var(--line);
      font: .8125rem/1.7 var(--hei); color: var(--soft); display: flex; flex-wrap: wrap; gap: 0 1.5rem; }

    """
}
