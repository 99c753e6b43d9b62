/** Styles of an evaluation's page: light or dark by the reader's preference, one column on a phone. */
export const PAGE_STYLE = `
:root { --ground: #fcfcfa; --panel: #fff; --ink: #1c2024; --quiet: #5c6670; --line: #dde1e4; --mark: #0b63b5; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14171a; --panel: #1c2126; --ink: #e8eaec; --quiet: #a0aab3; --line: #353c43; --mark: #6db3f2; }
}
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 16px; }
h1 { font-size: 1.5rem; margin: .5rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p, dl { max-width: 46rem; }
.note { border-left: 3px solid var(--mark); padding-left: 12px; color: var(--quiet); }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(340px, 100%), 1fr)); gap: 12px; }
figure { margin: 0; padding: 12px; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
figcaption { font-size: .875rem; color: var(--quiet); min-height: 2.6em; }
figcaption b { color: var(--ink); }
svg { display: block; width: 100%; font: 13px system-ui, sans-serif; fill: var(--ink); }
svg text { paint-order: stroke; stroke: var(--panel); stroke-width: 3px; }
svg .tick { font-size: 11px; fill: var(--quiet); }
svg .value { fill: var(--quiet); font-variant-numeric: tabular-nums; }
svg .grid { stroke: var(--line); }
svg .zero { stroke: var(--ink); }
svg .interval { stroke: var(--mark); stroke-width: 3; stroke-opacity: .45; stroke-linecap: round; }
svg .mark { fill: var(--mark); }
.scroll { overflow-x: auto; margin: 12px 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 12px 4px 0; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child { text-align: left; }
td small { display: block; color: var(--quiet); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; font-size: .875rem; }
dt { font-weight: 600; }
dd { margin: 0; }
`;
