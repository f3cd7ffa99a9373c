import { explore } from "../local/explorer/explore";
import { graphOf } from "./support";
void (async () => {
  const faults = process.argv.includes("--faults");
  const number = process.argv.find((a) => a.startsWith("+"));
  const g = await graphOf("dev", "up");
  const t = Date.now();
  const r = await explore(g, { faults, from: new Date("2026-11-23T05:00:00Z"), progress: (d, o, s) => console.error(d, o, s, process.cpuUsage().user / 1e6), ...(number && { number }) });
  console.log((Date.now() - t) / 1000, "s", r.counts, r.violations.map((v) => `${v.id} ${v.flow}/${v.block} ${v.message}`), process.memoryUsage().rss / 1e6);
})();
