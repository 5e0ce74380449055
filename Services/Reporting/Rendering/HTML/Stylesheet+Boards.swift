extension Stylesheet {
  /// Figures: a quiet underline, and a card that opens beside the number, or at the foot of a small or older window.
  static let figures: StaticString = """
    .v { white-space: nowrap; }
    .f { display: inline-block; text-indent: 0; anchor-scope: --f; }
    .f > summary { display: inline; list-style: none; cursor: pointer; white-space: nowrap; border-radius: 2px;
      text-decoration: underline dotted color-mix(in srgb, var(--accent) 55%, transparent) 1px;
        text-underline-offset: .28em; }
    .f > summary::-webkit-details-marker { display: none; }
    .f > summary:hover { color: var(--accent); text-decoration-style: solid; }
    .f[open] > summary { color: var(--accent); background: color-mix(in srgb, var(--accent) 14%, transparent);
      text-decoration-style: solid; anchor-name: --f; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    td .f > summary, th .f > summary { text-decoration-color: transparent; }
    td .f > summary:hover, td .f[open] > summary { text-decoration-color: currentColor; }
    .how { position: fixed; z-index: 9; inset: auto .75rem .75rem; margin: 0 auto; max-width: 34rem; max-height: 55vh;
      overflow: auto;
      padding: .8rem 1rem; background: var(--paper); color: var(--ink); border: 1px solid var(--rule);
        border-radius: 6px;
      box-shadow: 0 6px 28px rgb(0 0 0 / .18); font: .875rem/1.6 var(--hei); font-weight: 400; text-align: left;
        white-space: normal;
      font-variant-numeric: tabular-nums; }
    .how b { display: block; font-size: .75rem; font-weight: 500; color: var(--soft); }
    .how .step + b { margin-top: .5rem; }
    .how dl { margin: 0; display: grid; grid-template-columns: max-content 1fr; gap: 0 .9em; }
    .how dt { font-weight: 500; }
    .how dd { margin: 0; color: var(--soft); }
    @supports (position-area: block-end) {
      @media (min-width: 44rem) {
        .how { position-anchor: --f; position-area: block-end span-inline-end; inset: auto; margin: .4rem 0;
          width: max-content; max-width: 27rem; position-try-fallbacks: flip-inline, flip-block, flip-block flip-inline;
            }
      }
    }

    """

  /// Boards: hairlines, one head that stays in sight, verdicts in words with a mark of their own shape.
  static let tables: StaticString = """
    .board { margin: 1.6rem 0 .5rem; }
    .scroll { overflow: auto; max-height: 90vh; }
    table { border-collapse: separate; border-spacing: 0; width: 100%; font: .875rem/1.35 var(--hei);
      font-variant-numeric: tabular-nums lining-nums; }
    caption { text-align: left; white-space: normal; font: 600 1rem/1.6 var(--hei); padding: 0 0 .4rem; }
    caption .mark { float: right; font-weight: 400; font-size: .8em; color: var(--near); letter-spacing: .06em;
      margin-left: 1em; }
    thead { position: sticky; top: 0; z-index: 2; background: var(--paper); }
    thead th { font-weight: 500; vertical-align: bottom; background: var(--paper); color: var(--soft);
      text-wrap: balance; }
    thead small { display: block; font-size: .86em; font-weight: 400; }
    thead tr:first-child > * { border-top: 1.5px solid var(--ink); }
    thead tr:last-child > * { border-bottom: 1px solid var(--rule); }
    .groups th { text-align: center; color: var(--ink); padding-bottom: .15rem; box-shadow: inset 0 -1px var(--line),
      inset 10px 0 var(--paper), inset -10px 0 var(--paper); }
    th, td { padding: .38rem .55rem; }
    tbody th { font-weight: inherit; text-align: left; }
    tbody > tr > * { border-bottom: 1px solid var(--line); }
    tbody:not(.total) > tr:nth-child(5n) > * { border-bottom-color: var(--rule); }
    tbody:last-child > tr:last-child > * { border-bottom: 1.5px solid var(--ink); }
    .total > tr > * { font-weight: 600; background: var(--sheet); border-bottom-color: var(--rule); }
    tbody > tr:hover > * { background: var(--sheet); }
    .start { text-align: left; } .center { text-align: center; } .end { text-align: right; }
    .n, .l { white-space: nowrap; }
    thead .n { white-space: normal; min-width: 3.6em; }
    tbody th.start { white-space: nowrap; }
    tbody th:first-child, thead th:first-child { position: sticky; left: 0; z-index: 1; background: var(--paper); }
    .total th:first-child, tbody > tr:hover > th:first-child { background: var(--sheet); }
    td.t { min-width: 6em; }
    .t.start:not(:first-child) { padding-left: 1.4em; }
    .good { color: var(--good); } .near { color: var(--near); } .bad { color: var(--bad); } .muted,
      .dash { color: var(--soft); }
    .l .tone::before { content: ""; display: inline-block; width: .55em; height: .55em; margin-right: .4em;
      background: currentColor; }
    .l .good::before { border-radius: 50%; }
    .l .near::before { clip-path: polygon(50% 0, 100% 100%, 0 100%); }
    .l .muted::before { background: none; border: 1px solid currentColor; }
    thead button { all: unset; cursor: pointer; display: block; width: 100%; }
    thead button:hover { color: var(--accent); }
    thead button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    th[aria-sort] { color: var(--accent); }
    th[aria-sort=descending] button::after { content: "▼"; font-size: .6em; }
    th[aria-sort=ascending] button::after { content: "▲"; font-size: .6em; }
    @media (min-width: 78rem) { .scroll { overflow: visible; max-height: none; } }
    @media (max-width: 44rem) {
      main { padding-top: 1.25rem; }
      h1 { font-size: 1.35rem; margin-top: 1.5rem; }
      .signature { margin-right: 1em; }
      th, td { padding: .34rem .45rem; }
      .how { max-width: none; }
    }

    """

  /// Charts take their ink from the page.
  static let charts: StaticString = """
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); gap: 1.5rem 2.5rem;
      margin: 1.5rem 0; }
    figure { margin: 0; max-width: 38rem; }
    figcaption { font: 600 .9375rem/1.6 var(--hei); margin-bottom: .3rem; }
    svg { display: block; width: 100%; height: auto; font-family: var(--hei); font-variant-numeric: tabular-nums; }
    svg text { font-size: 118px; fill: currentColor; }
    svg .name, svg .value, svg .axis { text-anchor: end; }
    svg .tick { text-anchor: middle; }
    svg .tick, svg .axis, svg .muted { fill: var(--soft); font-size: 105px; }
    svg .grid { stroke: var(--line); stroke-width: 8; }
    svg .zero { stroke: var(--rule); stroke-width: 10; }
    svg .reference { stroke: var(--ink); stroke-width: 12; stroke-dasharray: 40 30; }
    svg .reference-label { font-weight: 500; font-size: 108px; }
    svg .before { text-anchor: end; }
    svg .bar { fill: var(--bar); }
    svg .bar.good { fill: var(--bar-good); } svg .bar.near { fill: var(--bar-near); }
    svg .bar.bad { fill: var(--bar-bad); }
    svg .break { fill: var(--paper); font-weight: 700; }
    svg .series { fill: none; stroke: var(--soft); stroke-width: 18; }
    svg .series.actual { stroke: var(--accent); stroke-width: 30; stroke-linejoin: round; stroke-linecap: round; }
    svg .series.schedule { stroke-dasharray: 70 50; }
    svg .series.usual { stroke-dasharray: 5 45; stroke-linecap: round; stroke-width: 24; }
    svg .point { fill: var(--accent); }
    svg .end { fill: var(--soft); } svg .end.actual { fill: var(--accent); font-weight: 600; }

    """
}
