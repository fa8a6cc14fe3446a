// Pictures of the report, to look at: `node tests/browser/shots.mjs [PATH]...` writes them to target/browser.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { open, report, root, visit } from "./browser.mjs";

const paths = process.argv.slice(2);
const written = report(paths.length ? paths : ["claims/"]);
const browser = await open();
const folder = join(root, "target/browser");
mkdirSync(folder, { recursive: true });
const { page } = await visit(browser.context, written.url);
const shot = (name, options) => page.screenshot({ path: join(folder, `${name}.png`), ...options });
const parts = { top: "h1", findings: "#findings", belligerents: "#belligerents", quantities: "#quantities", parties: "#parties" };
for (const scheme of ["light", "dark"]) {
  await page.emulateMedia({ colorScheme: scheme });
  for (const [name, place] of Object.entries(parts)) {
    const target = page.locator(place).first();
    if ((await target.count()) === 0) continue;
    await target.evaluate((one) => one.scrollIntoView());
    await page.waitForTimeout(200);
    await shot(`${scheme}-${name}`);
  }
}
await page.emulateMedia({ colorScheme: "light" });
const april = page.locator('[id^="q.killed.side=azerbaijani.status=soldiers.2016-04-01"]').first();
if (await april.count()) {
  await april.evaluate((one) => one.scrollIntoView());
  await page.waitForTimeout(200);
  await shot("light-april");
}
await page.setViewportSize({ width: 320, height: 900 });
for (const [name, place] of Object.entries(parts)) {
  const target = page.locator(place).first();
  if ((await target.count()) === 0) continue;
  await target.evaluate((one) => one.scrollIntoView());
  await page.waitForTimeout(200);
  await shot(`narrow-${name}`);
}
await page.pdf({ path: join(folder, "print.pdf"), format: "A4" });
await browser.close();
written.remove();
