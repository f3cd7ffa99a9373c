import { join } from "node:path";
import { buildSync } from "esbuild";
import { escaped } from "../../render/xml";
import { type Chart, charts, heightOf, optionOf, rowsOf } from "./charts";
import type { PageData } from "./data";
import { init } from "./drawing";
import { chartTable, filters, tables, tiles } from "./parts";
/** Nothing may come from elsewhere, and a browser holds the page to that. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/**
 * The report as one page that needs nothing else: it shows all calls without a script, and is filtered
 * by the script in it.
 */
export function pageOf(data: PageData): string {
  return [
    "<!DOCTYPE html>",
    '<html lang="en"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}"/>`,
    `<title>${escaped(data.title)}</title><style>${STYLE}</style></head><body>`,
    `<header><h1>${escaped(data.title)}</h1>${data.about.map((sentence) => `<p>${escaped(sentence)}</p>`).join("")}</header>`,
    `<form id="filters" hidden="hidden" aria-label="Filters">${filters(data)}<button type="reset">All calls</button></form>`,
    `<main><section aria-label="Figures"><dl id="tiles">${tiles(data, {})}</dl></section>`,
    `<div class="columns">${charts.map((chart) => figureOf(chart, data)).join("\n")}`,
    ...tables.map(
      ({ id, title, rows }) =>
        `<section class="figures"><h2>${escaped(title)}</h2><div id="${id}">${rows(data, {})}</div></section>`,
    ),
    "</div></main>",
    `<script type="application/json" id="data">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`,
    `<script>${browserScript()}</script>`,
    "</body></html>",
    "",
  ].join("\n");
}

function figureOf(chart: Chart, data: PageData): string {
  const rows = rowsOf(chart, data, {});
  return [
    `<figure><figcaption>${escaped(chart.title)}</figcaption>`,
    `<div class="chart" id="chart-${chart.id}">${svgOf(chart, data)}</div>`,
    `<details><summary>As a table</summary><div id="table-${chart.id}">${chartTable(chart, rows)}</div></details></figure>`,
  ].join("");
}

const WIDTH = 640;

/** A chart as SVG, as the library draws it without a browser. */
export function svgOf(chart: Chart, data: PageData): string {
  const rows = rowsOf(chart, data, {});
  const drawing = init(null, undefined, { renderer: "svg", ssr: true, width: WIDTH, height: heightOf(chart, rows) });
  try {
    drawing.setOption(optionOf(chart, rows));
    return drawing.renderToSVGString();
  } finally {
    drawing.dispose();
  }
}

/** The bundler leaves nothing in it that would end a script element. */
function browserScript(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, "browser")],
    bundle: true,
    minify: true,
    write: false,
    platform: "browser",
    target: "es2022",
    legalComments: "inline",
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

/** The look of the page: light and dark, wide, narrow and printed. */
const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f24;--muted:#57606a;--line:#d0d7de;--page:#f6f8fa;--card:#fff;--series-1:#0072b2;--series-2:#c2571a;--series-3:#007a5e;--series-4:#a2478c}
@media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--muted:#9198a1;--line:#3d444d;--page:#0d1117;--card:#151b23;--series-1:#56b4e9;--series-2:#f0a35e;--series-3:#3ecf9f;--series-4:#d98cc4}}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;margin:0 auto;padding:1.5rem;max-width:86rem;color:var(--ink);background:var(--page)}
h1{font-size:1.6rem;margin:0}h2{font-size:1rem;margin:0 0 .5rem}header p{color:var(--muted);margin:.2rem 0}
form{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:end;margin:1rem 0;position:sticky;top:0;z-index:1;padding:.6rem 0;background:var(--page)}form[hidden]{display:none}
label{display:grid;font-size:.85rem;color:var(--muted)}select,button{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.3rem .6rem;min-width:9rem}button{min-width:0;cursor:pointer}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:.8rem;margin:1rem 0}
.tile,figure,.figures{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.8rem 1rem}
dt{color:var(--muted);font-size:.85rem}dd{margin:0;font-size:1.5rem;font-variant-numeric:tabular-nums}
.columns{columns:2 34rem;column-gap:.8rem}figure,.figures{margin:0 0 .8rem;break-inside:avoid}.figures>div{max-height:26rem;overflow:auto}
figcaption{font-weight:600;margin-bottom:.5rem}.chart svg{display:block;max-width:100%;height:auto}
summary{cursor:pointer;color:var(--muted);font-size:.85rem}details>div{max-height:20rem;overflow:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}td,th{padding:.15rem 1.2rem .15rem 0;text-align:left;border-bottom:1px solid var(--line)}td{text-align:right}th[scope=row]{font-weight:400}
@media print{form,details{display:none}body{max-width:none;background:none}}
`.trim();
