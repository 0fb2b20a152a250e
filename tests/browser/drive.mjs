// Drives a page of the report in headless Chromium as a reader would: looks for a person, opens and closes the chart,
// sorts and filters, switches the theme, prints. Fails on any console message, request, violation of accessibility or
// text that is cut off. Usage: node drive.mjs PAGE.html SCREENSHOT_FOLDER [SEARCH]
import { readFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [page_file, folder, wanted] = process.argv.slice(2);
const name = basename(page_file, ".html");
mkdirSync(folder, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const problems = [];
const check = (holds, what) => { if (!holds) problems.push(what); };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const url = pathToFileURL(resolve(page_file)).href;

async function open(options) {
  const context = await browser.newContext({ bypassCSP: false, ...options });
  const page = await context.newPage();
  page.on("console", (message) => problems.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url() !== url) problems.push(`request: ${request.url()}`); });
  await page.goto(url);
  return { context, page };
}

async function violations(page, where) {
  // The page's own policy runs no script but its own, so the checker comes in through the debugger.
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  for (const violation of result.violations) {
    const places = violation.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary ?? ""}`);
    problems.push(`axe (${where}) ${violation.id}: ${violation.help}: ${places.join(" | ")}`);
  }
}

async function narrow_enough(page, where) {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(excess <= 1, `${where}: the page is ${excess} pixels wider than the window`);
}

const views = [
  ["wide-light", { viewport: { width: 1360, height: 900 }, colorScheme: "light" }],
  ["wide-dark", { viewport: { width: 1360, height: 900 }, colorScheme: "dark" }],
  ["phone-light", { viewport: { width: 390, height: 844 }, colorScheme: "light", isMobile: true, hasTouch: true }],
];
for (const [view, options] of views) {
  const { context, page } = await open(options);
  await violations(page, view);
  await narrow_enough(page, view);
  await page.screenshot({ path: join(folder, `${name}-${view}.png`), fullPage: true });
  await context.close();
}

const { context, page } = await open({ viewport: { width: 1360, height: 900 }, colorScheme: "light" });

// The chart: what is drawn grows when somebody is opened and shrinks when closed; arrows move; search finds.
const nodes = page.locator("#org-tree .node");
const drawn = await nodes.count();
if (drawn > 0) {
  await page.click("#org-none");
  const closed = await nodes.count();
  const top = page.locator('#org-tree .node[aria-expanded="false"]').first();
  if (await top.count()) {
    await top.focus();
    await page.keyboard.press("ArrowRight");
    const opened = await nodes.count();
    check(opened > closed, `opening draws more people: ${closed} then ${opened}`);
    await page.keyboard.press("ArrowRight");
    check(await page.evaluate(() => document.activeElement.getAttribute("aria-level")) === "2", "the right arrow goes to the first report");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    check((await nodes.count()) === closed, "closing draws as many as before");
  }
  await page.click("#org-start");
  check((await nodes.count()) === drawn, "reset draws what was drawn at first");
  const overlap = await page.evaluate(() => {
    const boxes = Array.from(document.querySelectorAll("#org-tree .node"), (n) => [parseFloat(n.style.left), parseFloat(n.style.top)]);
    boxes.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return boxes.some((box, i) => i > 0 && boxes[i - 1][0] === box[0] && box[1] - boxes[i - 1][1] < 44);
  });
  check(!overlap, "no two people of the chart overlap");
  if (wanted) {
    await page.fill("#org-search", wanted);
    await page.keyboard.press("Enter");
    const hit = page.locator("#org-tree .node.hit");
    check((await hit.count()) === 1, `search finds ${wanted}`);
    check((await hit.textContent()).includes(wanted), `the person found is ${wanted}`);
    check(await hit.evaluate((n) => n === document.activeElement), "the person found has the focus");
    await page.locator("#organisation").screenshot({ path: join(folder, `${name}-found.png`) });
  }
  const before = Date.now();
  await page.click("#org-all");
  const took = Date.now() - before;
  check(took < 5000, `opening everything takes ${took} ms`);
  await page.click("#org-start");
}

// Tables sort and filter.
for (const fold of await page.locator("details.fold").all()) await fold.evaluate((d) => { d.open = true; });
const table = page.locator("#appendix table.sorts").last();
const column = table.locator("thead button").first();
await column.click();
const sorted = await table.locator("tbody tr td:first-child").allTextContents();
check(sorted.length > 2, "the last table of the appendix has rows");
check(sorted.every((text, i) => i === 0 || sorted[i - 1].localeCompare(text, "en") <= 0), "a click on a heading sorts");
const filter = page.locator("#appendix .filter input").last();
await filter.fill(sorted[0]);
const shown = await table.locator("tbody tr:visible").count();
check(shown > 0 && shown <= sorted.length, "the filter leaves what matches");
await filter.fill("nothing has this text");
check((await table.locator("tbody tr:visible").count()) === 0, "the filter takes away what does not match");
await filter.fill("");
await violations(page, "everything open");
await narrow_enough(page, "everything open");

// The theme: system, light, dark.
const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const light = await ground();
await page.click("#theme");
check((await ground()) === light, "light is light");
await page.click("#theme");
check((await ground()) !== light, "dark is another ground");
await page.click("#theme");
await context.close();

// Paper.
for (const format of ["A4", "Letter"]) {
  const { context, page } = await open({});
  const pdf = await page.pdf({ format, printBackground: true, path: join(folder, `${name}-${format}.pdf`) });
  check(pdf.length > 10_000, `the ${format} print has something on it`);
  await context.close();
}

await browser.close();
if (problems.length) {
  console.error(problems.join("\n"));
  process.exit(1);
}
console.log(`${name}: the page does what it says; ${drawn} people drawn at first`);
