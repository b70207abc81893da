// The site in Chromium. Prints what it does; the first thing that does not hold ends it.
import assert from "node:assert/strict";
import fs from "node:fs";
import { chromium } from "playwright-core";

const [address, articlePath, out] = process.argv.slice(2);
const article = fs.readFileSync(articlePath, "utf8");
const axe = fs.readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

const BRIEFING =
  "/documents/whitehouse/press-briefings/2031/03/03/press-briefing-by-press-secretary-tobin-ashgrove-march-3-2031";
const VERSIONS = "/documents/whitehouse/statements-releases/2031/03/17/fact-sheet-rebuilding-the-harbor-at-port-sorrel";
const WIDTHS = [360, 800, 1440];

// A page of which every request and every complaint of the browser is watched.
async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) wrong.push(`asks another host: ${request.url()}`);
  });
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !text.includes("status of 4")) wrong.push(text);
  });
  page.on("pageerror", (error) => wrong.push(String(error)));
  const close = async () => {
    assert.deepEqual(wrong, []);
    await context.close();
  };
  return { page, context, close };
}

async function test(name, run) {
  const begun = Date.now();
  await run();
  console.log(`ok  ${name} (${Date.now() - begun} ms)`);
}

async function checkArticle(page) {
  await page.goto(`${address}/`);
  await page.fill("#text", article);
  await page.click("form.check button[type=submit]");
  await page.waitForSelector(".checked");
}

// The words that a link leads to, in view.
async function landed(page, words) {
  const place = page.locator("#p10 .t");
  assert.ok((await place.textContent()).includes(words));
  const box = await place.boundingBox();
  const height = page.viewportSize().height;
  assert.ok(box.y > -box.height && box.y < height, `paragraph at ${box.y}`);
}

await test("a reporter pastes an article and ends with a report", async () => {
  const { page, context, close } = await open();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await checkArticle(page);
  assert.match(await page.textContent("h1"), /^\d+ quotations, \d+ to look at$/);
  for (const verdict of ["verbatim", "tidied", "elided", "bracketed", "altered", "spliced", "misattributed", "superseded", "not_on_record"]) {
    assert.ok((await page.locator(`.prose mark.v-${verdict}`).count()) > 0, verdict);
  }
  const card = page.locator(".finding.v-altered").first();
  assert.match(await card.locator("ins").textContent(), /not$/);
  assert.match(await card.locator(".alarms").textContent(), /negation/);
  await page.locator("mark.v-altered + .ref").first().click();
  assert.match(page.url(), /#q\d+$/);

  await page.click(".report summary");
  const report = await page.inputValue("#report-text");
  assert.match(report, /## \d+\. altered/);
  await page.locator("#report-text + button").click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), report);

  await card.locator(".source a").click();
  await page.waitForSelector("mark.here");
  await landed(page, "We are not going to raise the harbor dues");
  const marked = await page.locator("mark.here").allTextContents();
  assert.equal(marked.join(""), "We are not going to raise the harbor dues, this year or next year.");
  await close();
});

await test("a check is shared by a link that holds the text itself", async () => {
  const { page, context, close } = await open();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await checkArticle(page);
  const heading = await page.textContent("h1");
  await page.click("[data-share]");
  await page.waitForFunction(() => document.querySelector("[data-share]").textContent === "Copied");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(link.startsWith(`${address}/#text=`), link.slice(0, 80));
  const sent = [];
  page.on("request", (request) => sent.push(request.url()));
  await page.goto("about:blank");
  await page.goto(link);
  await page.waitForSelector(".checked");
  assert.equal(await page.textContent("h1"), heading);
  assert.ok(!sent.some((url) => new URL(url).pathname !== "/" && url.includes("text=")));
  await close();
});

await test("the same way without a script", async () => {
  const { page, close } = await open({ javaScriptEnabled: false });
  await checkArticle(page);
  const card = page.locator(".finding.v-altered").first();
  await page.click(".report summary");
  assert.match(await page.inputValue("#report-text"), /## \d+\. altered/);
  await card.locator(".source a").click();
  await page.waitForSelector(".document");
  await page.waitForTimeout(500);
  await landed(page, "We are not going to raise the harbor dues");
  // A file in place of a pasted text.
  await page.goto(`${address}/`);
  await page.setInputFiles("#file", articlePath);
  await page.click("form.check button[type=submit]");
  await page.waitForSelector(".checked");
  // A search, narrowed.
  await page.goto(`${address}/search`);
  await page.fill("#q", "harbor");
  await page.click("form.search button");
  await page.locator(".facets a").first().click();
  assert.match(await page.inputValue("#q"), /^harbor [a-z]+:/);
  await close();
});

await test("a quotation by itself, and its link", async () => {
  const { page, close } = await open();
  await page.goto(`${address}/`);
  await page.fill("#text", "We will not rest until the lighthouse at Port Sorrel is lit again");
  await page.fill("#speaker", "Tobin Ashgrove");
  await page.click("form.check button[type=submit]");
  assert.equal(await page.textContent("h1"), "Verbatim");
  await page.click("[data-link]");
  assert.equal(await page.textContent("h1"), "Verbatim");
  await close();
});

await test("the keyboard alone", async () => {
  const { page, close } = await open();
  await page.goto(`${address}/`);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.tagName);
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "skip");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "text");
  await page.keyboard.insertText(article);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, "solid");
  for (let at = 0; at < 12; at++) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement.type)) === "submit") break;
  }
  await page.keyboard.press("Enter");
  await page.waitForSelector(".checked");
  // To the first finding that is wrong, to its source, by Tab and Enter.
  const wanted = () => page.evaluate(() => Boolean(document.activeElement.closest(".v-altered .source")));
  for (let at = 0; at < 200 && !(await wanted()); at++) await page.keyboard.press("Tab");
  assert.ok(await wanted());
  await page.keyboard.press("Enter");
  await page.waitForSelector("mark.here");
  await close();
});

await test("places that people write by hand", async () => {
  const { page, close } = await open();
  await page.goto(`${address}${BRIEFING}#p4:4-6`);
  assert.deepEqual(await page.locator("mark.here").allTextContents(), ["We will not"]);
  await page.goto(`${address}${BRIEFING}#p3:4-p4:2`);
  assert.ok((await page.locator("mark.here").count()) >= 2);
  for (const odd of ["#p4:99-100", "#p999:1-2", "#p4:6-4", "#p4:0-0", "#nonsense", "#p1:1-p999999999:2"]) {
    await page.goto(`${address}${BRIEFING}${odd}`);
    assert.equal(await page.locator("mark.here").count(), 0, odd);
  }
  await close();
});

await test("the API is tried in place", async () => {
  const { page, close } = await open();
  await page.goto(`${address}/api`);
  const form = page.locator("form[action='/api/v1/check']");
  await form.locator("button").click();
  await form.locator(".answer", { hasText: "onrecord/check/1" }).waitFor();
  const document = page.locator("form[action='/api/v1/documents/{id}']");
  await document.locator("[name=id]").fill("DCPD-203100113");
  await document.locator("button").click();
  await document.locator(".answer", { hasText: "onrecord/show/1" }).waitFor();
  await close();
});

const PAGES = {
  home: "/",
  quotation: "/check?quote=We%20are%20going%20to%20raise%20the%20harbor%20dues,%20this%20year%20or%20next%20year&speaker=Tobin%20Ashgrove",
  briefing: BRIEFING,
  document: "/documents/DCPD-203100113",
  search: "/search?q=harbor",
  context: "/search?q=harbor&view=right",
  time: "/search?q=harbor&view=time",
  wrong: "/search?q=topic:gas",
  browse: "/browse",
  year: "/browse/2031",
  day: "/browse/2031-03-17",
  names: "/names",
  person: "/names/ashgrove-tobin",
  subjects: "/subjects",
  categories: "/categories",
  edits: "/edits",
  differences: VERSIONS + "/differences",
  versions: VERSIONS,
  like: BRIEFING + "/like",
  status: "/status",
  help: "/help",
  verdict: "/help/altered",
  language: "/help/search",
  api: "/api",
  missing: "/documents/none",
};

for (const colorScheme of ["light", "dark"]) {
  for (const width of WIDTHS) {
    await test(`every page at ${width}, ${colorScheme}`, async () => {
      const { page, close } = await open({ viewport: { width, height: 900 }, colorScheme });
      const faults = [];
      const look = async (name) => {
        await page.screenshot({ path: `${out}/${name}-${width}-${colorScheme}.png`, fullPage: name !== "api" });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) faults.push(`${name} is ${wide} wide`);
        if ((await page.locator("h1").count()) !== 1) faults.push(`${name} has not one h1`);
        const found = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
        const violations = found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(" | ")}`);
        faults.push(...violations.map((violation) => `${name}: ${violation}`));
      };
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(address + path);
        await look(name);
      }
      await checkArticle(page);
      await look("article");
      await close();
      assert.deepEqual(faults, []);
    });
  }
}

await browser.close();
