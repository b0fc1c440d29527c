// A writer's session in the real VS Code workbench (code-server in Chromium): open, squiggle, hover, quick fix,
// save. One line per step; exit 1 with a screenshot where a step fails. Started by scripts/test-vscode.
//
//   node e2e.mjs URL FOLDER SCREENSHOTS        E2E_MODULES: a package.json whose node_modules hold playwright-core
import { createRequire } from "node:module";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const { chromium } = createRequire(process.env.E2E_MODULES)("playwright-core");
const [url, folder, shots] = process.argv.slice(2);
fs.mkdirSync(shots, { recursive: true });

const start = Date.now();
const say = (text) => console.log(`${String(Date.now() - start).padStart(6)} ms  ${text}`);
const read = () => fs.readFileSync(path.join(folder, "draft.md"), "utf8");
const must = (is, what) => {
  if (!is) throw new Error(what);
};

const profile = fs.mkdtempSync(path.join(os.tmpdir(), "backline-chromium-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  headless: true,
  viewport: { width: 1280, height: 800 },
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
let failed = false;
try {
  const page = browser.pages()[0] ?? (await browser.newPage());
  const asked = new Set();
  page.on("request", (it) => {
    const host = new URL(it.url()).hostname;
    if (host && host !== "127.0.0.1") asked.add(host);
  });
  const before = read();

  await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`, { waitUntil: "domcontentloaded" });
  await page.waitForSelector(".monaco-workbench .part.statusbar", { timeout: 60000 });
  say("workbench");

  // By the explorer: quick open needs ripgrep.
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: /^draft\.md$/ }).first().dblclick();
  await page.waitForSelector(".editor-instance .view-lines .view-line", { timeout: 30000 });
  say("draft open");

  const squiggles = page.locator(".editor-instance .squiggly-error");
  await squiggles.first().waitFor({ timeout: 60000 });
  const n = await squiggles.count();
  say(`${n} red squiggles in view`);

  // The first of them lies under "09:40", where the transcript has 09:10. Code lenses push lines down when they come.
  await page.waitForSelector(".codelens-decoration", { timeout: 15000 });
  const middle = async () => {
    const box = await squiggles.first().boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  let [x, y] = await middle();
  for (let moved = true; moved; ) {
    await page.waitForTimeout(500);
    const next = await middle();
    moved = next[1] !== y;
    [x, y] = next;
  }
  await page.mouse.move(x, y);
  await page.waitForSelector(".monaco-hover:not(.hidden) .hover-contents >> text=09:10", { timeout: 15000 });
  const hover = await page.locator(".monaco-resizable-hover .monaco-hover").innerText();
  say(`hover: ${hover.split("\n")[0]}`);
  must(hover.includes("transcript.txt:15"), "the hover does not name the transcript's line");
  await page.waitForTimeout(300);
  await page.screenshot({ path: path.join(shots, "hover.png") });
  await page.keyboard.press("Escape");

  await page.mouse.click(x, y);
  await page.keyboard.press("Control+.");
  const action = page.locator(".action-widget .monaco-list-row", { hasText: "Replace 09:40 with 09:10" }).first();
  await action.waitFor({ timeout: 15000 });
  const menu = await page.locator(".action-widget").first().innerText();
  say(`actions: ${menu.split("\n").join(" / ")}`);
  await page.screenshot({ path: path.join(shots, "actions.png") });
  await page.keyboard.press("Enter");
  await page.waitForFunction(
    (n) => document.querySelectorAll(".editor-instance .squiggly-error").length < n, n, { timeout: 15000 });
  say("the squiggle is gone");

  await page.keyboard.press("Control+Shift+M");
  await page.waitForSelector(".markers-panel .monaco-list-row:has-text('contradicted-number')", { timeout: 15000 });
  say("the problems panel lists the others");
  await page.screenshot({ path: path.join(shots, "problems.png") });

  await page.locator(".editor-instance .view-lines").first().click();
  await page.keyboard.press("Control+S");
  const wanted = before.replace("On Monday at 09:40", "On Monday at 09:10");
  for (let i = 0; i < 50 && read() !== wanted; i += 1) await page.waitForTimeout(100);
  must(read() === wanted, "the draft on disk is not the one with 09:10 in it");
  say("saved: exactly the wrong time was replaced on disk");

  // The other direction: what the transcript holds, behind a quotation mark in an empty paragraph.
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type('"');
  const offered = page.locator(".suggest-widget.visible .monaco-list-row");
  await offered.first().waitFor({ timeout: 15000 });
  say(`completion: ${(await offered.first().innerText()).split("\n").join(" ")}`);
  await page.waitForTimeout(500);
  await page.screenshot({ path: path.join(shots, "completion.png") });
  await page.keyboard.press("Escape");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Control+.");
  const insert = page.locator(".action-widget .monaco-list-row", { hasText: "Insert" }).first();
  await insert.waitFor({ timeout: 15000 });
  await page.screenshot({ path: path.join(shots, "insertions.png") });
  await page.keyboard.press("Escape");
  must(asked.size === 0, `hosts were asked outside: ${[...asked]}`);
} catch (problem) {
  failed = true;
  console.error(problem);
  await browser.pages()[0]?.screenshot({ path: path.join(shots, "failure.png") }).catch(() => {});
} finally {
  // Leaving the page ends the extension host, and with it the server; closing the browser alone would not.
  await browser.pages()[0]?.goto("about:blank").catch(() => {});
  await new Promise((done) => setTimeout(done, 1500));
  await browser.close();
  fs.rmSync(profile, { recursive: true, force: true });
  say(failed ? "FAILED" : "passed");
}
process.exit(failed ? 1 : 0);
