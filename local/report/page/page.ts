import { join } from "node:path";
import { buildSync } from "esbuild";
import { escaped } from "../../render/xml";
import { type Chart, charts, heightOf, optionOf, rowsOf } from "./charts";
import type { PageData } from "./data";
import { init } from "./drawing";
import { chartTable, filters, tables, tiles } from "./parts";
import { STYLE } from "./style";

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
