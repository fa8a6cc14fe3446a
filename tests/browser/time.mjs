// How long a report takes to open: `node tests/browser/time.mjs FILE`, best and median of seven, in milliseconds.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { open } from "./browser.mjs";

const url = pathToFileURL(resolve(process.argv[2])).href;
const runs = [];
for (let run = 0; run < 7; run++) {
  const browser = await open();
  const page = await browser.context.newPage();
  await page.goto(url, { waitUntil: "load" });
  const times = await page.evaluate(async () => {
    const [load] = performance.getEntriesByType("navigation");
    const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
    await new Promise((done) => setTimeout(done, 100));
    const text = document.getElementById("text");
    const type = (value) => {
      text.value = value;
      text.dispatchEvent(new Event("input", { bubbles: true }));
      return new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 80));
    };
    const start = performance.now();
    await type("p0013");
    const first = performance.now() - start - 80;
    const again = performance.now();
    await type("p0014");
    return { paint, load: load.loadEventEnd, "first filter": first, "next filter": performance.now() - again - 80 };
  });
  runs.push(times);
  await browser.close();
}
for (const name of Object.keys(runs[0])) {
  const sorted = runs.map((run) => run[name]).sort((a, b) => a - b);
  process.stdout.write(`${name}: best ${Math.round(sorted[0])}, median ${Math.round(sorted[3])}\n`);
}
