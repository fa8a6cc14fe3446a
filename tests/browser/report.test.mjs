// The HTML report of the project's own corpus, in a real browser.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { open, report, visit } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// Soldiers of Azerbaijan killed in April 2016: 31–92 in one place of the article, 94 in another.
const APRIL = "q.killed.side=azerbaijani.status=soldiers.2016-04-01_2016-04-05";
// Soldiers killed in 2015: the row says 77, and its two sides come to 106.
const ROW_2015 = "q.killed.status=soldiers.2015";

let written;
let browser;

before(async () => {
  written = report(["claims/"]);
  browser = await open();
});

after(async () => {
  await browser?.close();
  written?.remove();
});

const byId = (id) => `[id="${id}"]`;

async function visited(hash = "") {
  return visit(browser.context, written.url + hash);
}

test("it loads without a message and without a request", async () => {
  const { page, heard, asked } = await visited();
  await page.waitForTimeout(300);
  assert.deepEqual(heard, []);
  assert.deepEqual(asked, [written.url]);
  assert.equal(await page.locator(".q").count(), 223);
  await page.close();
});

test("the policy keeps out every script and style but the page's own", async () => {
  const { page, heard } = await visited();
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.intruder = true";
    document.body.append(script);
    const style = document.createElement("style");
    style.textContent = "body { display: none }";
    document.body.append(style);
    const image = document.createElement("img");
    image.src = "https://example.org/x.png";
    document.body.append(image);
  });
  assert.equal(await page.evaluate(() => window.intruder), undefined);
  assert.ok(await page.locator("h1").isVisible());
  assert.ok(heard.filter((text) => /Content Security Policy/.test(text)).length >= 3, heard.join("\n"));
  await page.close();
});

test("it can be read without scripts", async () => {
  const plain = await open({ javaScriptEnabled: false });
  const { page, heard } = await visit(plain.context, written.url);
  assert.ok(await page.locator(byId(APRIL)).getByText("31–92").first().isVisible());
  assert.ok(await page.getByText("42 + 64 = 106 > 77").first().isVisible());
  assert.ok(!(await page.locator("#filter").isVisible()));
  assert.deepEqual(heard, []);
  await plain.close();
});

// The plot of a known finding.

const lines = (plot, kind = "line.b") =>
  plot.locator(kind).evaluateAll((all) =>
    all.map((one) => ({ from: one.getAttribute("x1"), to: one.getAttribute("x2"), look: getComputedStyle(one) }))
      .map(({ from, to, look }) => ({
        from: Number(from.replace("%", "")),
        to: Number(to.replace("%", "")),
        colour: look.stroke,
        start: look.markerStart,
        end: look.markerEnd,
        dashes: look.strokeDasharray,
      })),
  );

test("a range is a bar and a number a mark, where the scale says", async () => {
  const { page } = await visited();
  const plot = page.locator(`${byId(APRIL)} svg.plot`);
  assert.match(await plot.getAttribute("aria-label"), /linear scale from 20 to 100/);
  const [range, point, ...more] = await lines(plot);
  assert.deepEqual(more, []);
  // 31 and 92, then 94, between 20 and 100.
  assert.deepEqual([range.from, range.to], [13.75, 90]);
  assert.deepEqual([point.from, point.to], [92.5, 92.5]);
  assert.equal(range.start, point.end, "one party has one shape");
  assert.equal(range.colour, point.colour, "and one colour");
  assert.notEqual(range.colour, "rgb(0, 0, 0)");
  assert.equal(await plot.locator("rect.a").count(), 0, "the two agree on nothing");
  await page.close();
});

test("the bar is drawn where its numbers stand on the scale", async () => {
  const { page } = await visited(`#${APRIL}`);
  await page.waitForTimeout(200);
  const plot = page.locator(`${byId(APRIL)} svg.plot`);
  const [box, bar] = await plot.evaluate((svg) =>
    [svg, svg.querySelector("line.b")].map((one) => {
      const { x, width } = one.getBoundingClientRect();
      return { x, width };
    }),
  );
  const near = (a, b) => assert.ok(Math.abs(a - b) < 9, `${a} is not near ${b}`);
  near(bar.x, box.x + box.width * 0.1375);
  near(bar.x + bar.width, box.x + box.width * 0.9);
  await page.close();
});

// Findings that nobody has ruled on, of each severity.
test("an open finding is told as what it is, and drawn", async () => {
  const own = report(["tests/browser/open.yaml"]);
  const { page, heard } = await visit(browser.context, own.url);
  const north = page.locator(byId("q.killed.side=north.2030"));
  const plot = north.locator("svg.plot");
  assert.match(await plot.getAttribute("aria-label"), /linear scale from 40 to 80/);
  const [range, point, ...more] = await lines(plot);
  assert.deepEqual(more, []);
  assert.deepEqual([range.from, range.to, point.from, point.to], [0, 50, 100, 100]);
  assert.deepEqual(await north.locator("a.badge.e").allTextContents(), ["internal", "internal"]);
  const first = page.locator("article.f").first();
  assert.match(await first.textContent(), /^error killed \(north\) in 2030 is 40–60 but also 80, both by herald/);
  assert.match(await first.textContent(), /40–60 < 80, 20 apart/);
  assert.ok(await first.evaluate((one) => one.classList.contains("fe")));
  const badges = (id) => page.locator(`${byId(id)} .badge`).allTextContents();
  assert.deepEqual(await badges("q.killed.side=south.2030"), ["contested", "contested"]);
  assert.deepEqual(await badges("q.killed.2031"), ["noted", "noted"]);
  assert.deepEqual(await badges("q.killed.2032"), ["resolved", "resolved"]);
  // What is worse comes first, and looks another way.
  const words = await page.locator("article.f h3 .badge").allTextContents();
  assert.deepEqual(words, ["error", "warning", "info", "resolved"]);
  const colours = await page.locator("article.f h3 .badge").evaluateAll((all) =>
    all.map((one) => getComputedStyle(one).backgroundColor));
  assert.equal(new Set(colours).size, 4, colours.join(" "));
  assert.deepEqual(heard, []);
  await page.close();
  own.remove();
});

test("the filter tells findings apart by how they stand", async () => {
  const own = report(["tests/browser/open.yaml"]);
  const { page } = await visit(browser.context, own.url);
  const chosen = {
    Errors: ["q.killed.side=north.2030"],
    Warnings: ["q.killed.side=south.2030"],
    Infos: ["q.killed.2031"],
    Resolved: ["q.killed.2032"],
    "In the baseline": [],
    "Without findings": ["q.killed.2033"],
    "With claims that stay out": [],
  };
  for (const [label, quantities] of Object.entries(chosen)) {
    await page.locator("#status").selectOption({ label });
    await page.waitForTimeout(250);
    const left = await page.locator(".q:not([hidden])").evaluateAll((all) => all.map((one) => one.id));
    assert.deepEqual(left, quantities, label);
    const findings = ["Errors", "Warnings", "Infos", "Resolved"].includes(label) ? 1 : 0;
    assert.equal(await shown(page, ".f"), findings, label);
  }
  await page.locator("#status").selectOption({ label: "All" });
  await page.waitForTimeout(250);
  assert.equal(await shown(page, ".q"), 5);
  await page.close();
  own.remove();
});

test("the sum of the parts is marked beside the whole", async () => {
  const { page } = await visited();
  const quantity = page.locator(byId(ROW_2015));
  const [upright] = await lines(quantity, "line.v");
  const ticks = (await quantity.locator("text.t").allTextContents()).map((text) => Number(text.replace(",", "")));
  const [low, high] = [ticks[0], ticks.at(-1)];
  assert.ok(Math.abs(upright.from - ((106 - low) / (high - low)) * 100) < 0.01);
  assert.equal(upright.from, upright.to);
  assert.match(await quantity.textContent(), /Sum of its parts: 106\+ · 2 parts by side/);
  await page.close();
});

test("hedged marks are hollow, open ends arrows, and spread decides the scale", async () => {
  const { page } = await visited();
  assert.ok((await page.locator("line.b.h").count()) > 3);
  const open = await lines(page, "line.b.u");
  assert.ok(open.length > 10 && open.every(({ to, end }) => to === 100 && end.includes("#ar")));
  const own = report(["tests/browser/spread.yaml"]);
  const { page: other } = await visit(browser.context, own.url);
  const plots = other.locator("svg.plot");
  assert.match(await plots.nth(0).getAttribute("aria-label"), /logarithmic scale from 1 to 100,000/);
  const [three, many, out] = await lines(plots.nth(0));
  assert.ok(three.from > 9 && three.from < 10 && many.from > 92 && many.from < 93);
  assert.notEqual(three.start, many.start, "parties differ in shape");
  assert.notEqual(three.colour, many.colour, "and in colour");
  assert.ok(out.start.includes("#o") && out.dashes !== "none", "what stays out is dashed");
  assert.match(await plots.nth(1).getAttribute("aria-label"), /linear scale/);
  const shade = await plots.nth(1).locator("rect.a").evaluate((one) => [one.getAttribute("x"), one.getAttribute("width")]);
  const [range, least] = await lines(plots.nth(1));
  assert.equal(Number(shade[0].replace("%", "")), least.from, "what the two agree on is shaded from 50");
  assert.ok(Math.abs(Number(shade[1].replace("%", "")) - (range.to - least.from)) < 0.011, "to 60");
  await page.close();
  await other.close();
  own.remove();
});

test("every claim is in a table, and every claim drawn in the table under its plot", async () => {
  const { page } = await visited();
  const articles = await page.locator("article.q").evaluateAll((all) =>
    all.map((one) => [one.querySelectorAll("tbody tr").length, one.querySelectorAll("line.b:not(.k line)").length]),
  );
  assert.ok(articles.length > 15, `${articles.length} with something to compare`);
  assert.deepEqual(articles.filter(([rows, drawn]) => rows === 0 || drawn > rows), []);
  const alone = await page.locator("tr.q").count();
  assert.equal(articles.reduce((sum, [rows]) => sum + rows, alone), 248);
  const small = await page.locator("tr.q svg.mini line.b").count();
  assert.ok(small > 100, `${small} of those that stand alone are drawn`);
  await page.close();
});

// Filter, links, keys.

const shown = (page, kind) => page.locator(`${kind}:not([hidden])`).count();

test("the filter finds by text, party, measure, year and status", async () => {
  const { page } = await visited();
  const all = await shown(page, ".q");
  const only = async (act) => {
    await page.getByRole("button", { name: "Show all" }).click();
    await page.waitForFunction((count) => document.querySelectorAll(".q:not([hidden])").length === count, all);
    await act();
    await page.waitForTimeout(250);
    return shown(page, ".q");
  };
  const party = await only(() => page.locator("#party").selectOption({ label: "azerbaijan" }));
  assert.ok(party > 3 && party < 20, `${party} with claims of one party`);
  const measure = await only(() => page.locator("#measure").selectOption({ label: "votes" }));
  assert.ok(measure > 0 && measure < 20);
  const year = await only(() => page.locator("#year").fill("1992"));
  assert.ok(year > 3 && year < all / 2);
  assert.ok(await page.locator(byId("q.killed.status=soldiers.2015")).isHidden());
  const resolved = await only(() => page.locator("#status").selectOption({ label: "Resolved" }));
  assert.ok(resolved > 9 && resolved < 60, `${resolved} with findings that are ruled on`);
  assert.equal(await only(() => page.locator("#status").selectOption({ label: "Errors" })), 0);
  const text = await only(() => page.locator("#text").fill("helicopter"));
  assert.ok(text > 0 && text < 20);
  assert.match(await page.locator("#shown").textContent(), new RegExp(`${text} of ${all} quantities`));
  await page.close();
});

test("a link leads to its quantity and to its finding, whatever is filtered", async () => {
  const { page } = await visited(`#${APRIL}`);
  await page.waitForTimeout(200);
  const inSight = (id) =>
    page.evaluate((id) => {
      const box = document.getElementById(id).getBoundingClientRect();
      return box.top >= -1 && box.top < innerHeight;
    }, id);
  assert.ok(await inSight(APRIL));
  await page.locator("#text").fill("helicopter");
  await page.waitForTimeout(250);
  assert.ok(await page.locator(byId(APRIL)).isHidden());
  await page.evaluate((id) => { location.hash = id; }, ROW_2015);
  await page.waitForTimeout(400);
  assert.ok(await inSight(ROW_2015));
  const finding = await page.locator(".f").first().getAttribute("id");
  await page.locator(`${byId(finding)} a.l1`).click();
  await page.waitForTimeout(300);
  assert.ok(await inSight(finding));
  const ids = await page.evaluate(() => {
    const all = [...document.querySelectorAll("[id]")].map((one) => one.id);
    const links = [...document.querySelectorAll('a[href^="#"]')].map((one) => decodeURIComponent(one.getAttribute("href").slice(1)));
    return { twice: all.length - new Set(all).size, dead: links.filter((link) => !document.getElementById(link)) };
  });
  assert.deepEqual(ids, { twice: 0, dead: [] });
  await page.close();
});

test("it can be worked with the keyboard alone", async () => {
  const { page } = await visited();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.match(page.url(), /#content$/);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "text");
  await page.keyboard.type("tanks");
  await page.waitForTimeout(250);
  const few = await shown(page, ".q");
  assert.ok(few > 0 && few < 20);
  await page.keyboard.press("Escape");
  await page.waitForTimeout(250);
  assert.equal(await shown(page, ".q"), 223);
  for (const id of ["party", "measure", "year", "status"]) {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), id);
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.notEqual(outline, "none");
  }
  await page.close();
});

// How it looks.

test("the dark theme is dark and the light one light", async () => {
  const { page } = await visited();
  const ground = async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme });
    const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    return colour.match(/\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b);
  };
  assert.ok((await ground("light")) > 700);
  assert.ok((await ground("dark")) < 100);
  await page.close();
});

test("printed, it is whole, on white, without its controls", async () => {
  const { page } = await visited();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  assert.ok(await page.locator("#filter").isHidden());
  assert.ok(await page.locator("nav").isHidden());
  const looks = await page.evaluate(() => ({
    ground: getComputedStyle(document.body).getPropertyValue("--bg").trim(),
    kept: getComputedStyle(document.querySelector(".qa")).contentVisibility,
  }));
  assert.deepEqual(looks, { ground: "#fff", kept: "visible" });
  const pdf = await page.pdf();
  assert.ok(pdf.length > 100_000);
  await page.close();
});

test("at 320 pixels nothing runs over the edge", async () => {
  const { page } = await visited();
  await page.setViewportSize({ width: 320, height: 640 });
  const over = await page.evaluate(() => {
    const style = document.createElement("div");
    document.querySelectorAll(".qa, .f, .ones").forEach((one) => { one.style.contentVisibility = "visible"; });
    style.remove();
    const wide = [...document.querySelectorAll("body *")].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width > 0 && box.right > 321 && !one.closest(".skip");
    });
    return { page: document.documentElement.scrollWidth, wide: wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 120)) };
  });
  assert.deepEqual(over, { page: 320, wide: [] });
  await page.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe reports nothing in the ${colorScheme} theme`, async () => {
    const { page } = await visited();
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => {
      document.querySelectorAll(".qa, .f, .ones").forEach((one) => { one.style.contentVisibility = "visible"; });
    });
    await page.evaluate(axe);
    const found = await page.evaluate(() =>
      window.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        resultTypes: ["violations"],
      }),
    );
    const told = found.violations.map((one) => `${one.id} (${one.nodes.length}): ${one.help} ${one.nodes[0].html} ${one.nodes[0].any[0]?.message ?? ""}`);
    assert.deepEqual(told, []);
    await page.close();
  });
}
