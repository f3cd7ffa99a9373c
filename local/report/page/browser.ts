/// <reference lib="dom" />
import { charts, heightOf, optionOf, rowsOf } from "./charts";
import { type Chosen, type Filter, FILTERS, type PageData } from "./data";
import { init } from "./drawing";
import { chartTable, tables, tiles } from "./parts";

/** What runs in the page: draws the charts anew when a filter is changed, or the page's width. */

const find = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
const data = JSON.parse(find("data").textContent ?? "") as PageData;
const form = find("filters") as HTMLFormElement;

const drawn = charts.map((chart) => {
  const place = find(`chart-${chart.id}`);
  place.replaceChildren();
  return { chart, place, drawing: init(place, undefined, { renderer: "svg", height: 280 }) };
});

function chosen(): Chosen {
  const values = new FormData(form);
  const of = (filter: Filter): string | undefined => (values.get(filter) as string | null) || undefined;
  return Object.fromEntries(
    FILTERS.map((filter) => [filter, of(filter)] as const).filter(([, value]) => value !== undefined),
  );
}

function show(): void {
  const filter = chosen();
  find("tiles").innerHTML = tiles(data, filter);
  for (const { id, rows } of tables) find(id).innerHTML = rows(data, filter);
  for (const { chart, place, drawing } of drawn) {
    const rows = rowsOf(chart, data, filter);
    const height = heightOf(chart, rows);
    place.style.height = `${height}px`;
    drawing.resize({ height });
    drawing.setOption(optionOf(chart, rows), true);
    find(`table-${chart.id}`).innerHTML = chartTable(chart, rows);
  }
}

form.hidden = false;
form.addEventListener("input", show);
form.addEventListener("reset", () => setTimeout(show));
window.addEventListener("resize", () =>
  drawn.forEach(({ drawing, place }) => drawing.resize({ width: place.clientWidth, height: place.clientHeight })),
);
show();
