import { svgOf } from "./svg";
import { textOf } from "./text";
import { flowTypeWords } from "./words";
import { element, escaped } from "./xml";
import type { ShownFlow } from "./sources";

const STYLE = [
  ":root{color-scheme:light dark}",
  "body{font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;margin:0 auto;padding:1.5rem;max-width:110rem}",
  "h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:3rem}",
  "table{border-collapse:collapse}td,th{padding:.2rem 1.2rem .2rem 0;text-align:left;vertical-align:top}",
  ".diagram{overflow:auto;border:1px solid #8886;border-radius:6px}.diagram svg{display:block}",
  "summary{cursor:pointer;padding:.6rem 0}pre{overflow:auto;font-size:13px;line-height:1.45}",
].join("");

/** One page that lists flows and shows each as diagram and as text. It needs no script and nothing from elsewhere. */
export function pageOf(flows: readonly ShownFlow[], titled: string): string {
  const rows = flows.map(({ name, type, description, content }, index) =>
    element(
      "tr",
      {},
      [
        element("a", { href: `#flow-${index + 1}` }, escaped(name)),
        escaped(type === undefined ? "" : flowTypeWords(type)),
        String(content.actions.size),
        escaped(description ?? ""),
      ]
        .map((cell) => `<td>${cell}</td>`)
        .join(""),
    ),
  );
  const shown = flows.map((flow, index) =>
    element(
      "section",
      { id: `flow-${index + 1}` },
      [
        element("h2", {}, escaped(flow.name)),
        element("div", { class: "diagram" }, svgOf(flow, `flow-${index + 1}-block`)),
        element("details", {}, `<summary>As text</summary>${element("pre", {}, escaped(textOf(flow)))}`),
      ].join("\n"),
    ),
  );
  return [
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(titled)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escaped(titled)}</h1>`,
    `<table><thead><tr><th>Flow</th><th>Type</th><th>Blocks</th><th>What it is for</th></tr></thead><tbody>${rows.join("\n")}</tbody></table>`,
    ...shown,
    "</body></html>",
    "",
  ].join("\n");
}
