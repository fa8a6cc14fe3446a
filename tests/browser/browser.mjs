// What the browser tests share: the program's report of a corpus, and Debian's Chromium opened on it.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.VARIORUM ?? join(root, "target/debug/variorum");
const executable = process.env.CHROMIUM ?? "/usr/bin/chromium";

// Nothing is fetched, looked up or brought up to date in the background.
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Writes the report of the paths, as named from the project's folder, and says where it stands. */
export function report(paths, name = "report.html") {
  for (const needed of [program, executable]) {
    if (!existsSync(needed)) throw new Error(`${needed} is not there; see \`make test-browser\``);
  }
  const folder = mkdtempSync(join(tmpdir(), "variorum-report-"));
  const file = join(folder, name);
  execFileSync(program, ["report", ...paths, "-o", file, "--quiet", "--today", "2026-01-01"], { cwd: root });
  return { file, url: pathToFileURL(file).href, remove: () => rmSync(folder, { recursive: true }) };
}

/** A browser with a profile of its own, which goes with it. */
export async function open(options = {}) {
  const profile = mkdtempSync(join(tmpdir(), "variorum-profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    args: quiet,
    headless: true,
    viewport: { width: 1000, height: 800 },
    ...options,
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** A page, with all that it said and asked for: nothing may be in either but its own address. */
export async function visit(context, url) {
  const page = await context.newPage();
  const heard = [];
  const asked = [];
  page.on("console", (message) => heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(String(error)));
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(url);
  return { page, heard, asked };
}
