// EPUBs in, what a reading system (foliate-js in Chromium) made of them out: JSON, for each file the
// complaints and a remark. Screenshots go below the folder SCREENS.
// Use: node reading.mjs NODE_MODULES SCREENS FILE.epub...

import { createServer } from "node:http";
import { createRequire } from "node:module";
import { mkdir, readFile } from "node:fs/promises";
import { basename, dirname, extname, join, normalize } from "node:path";

const [modules, screens, ...files] = process.argv.slice(2);
const puppeteer = createRequire(join(modules, "judge.cjs"))("puppeteer");

const PHONE = { width: 390, height: 844 };
const TABLET = { width: 820, height: 1180 };
// The grounds that readers choose, and the ink on them.
const GROUNDS = { light: ["#fff", "#000"], sepia: ["#f4ecd8", "#5b4636"], dark: ["#000", "#ddd"] };

const page_html = `<!DOCTYPE html><meta charset="utf-8"><style>html,body{margin:0;height:100%}
foliate-view{display:block;height:100vh}</style><script type="module">
import "/foliate-js/view.js"; window.ready = true;</script>`;
const kinds = { ".js": "text/javascript", ".css": "text/css", ".epub": "application/epub+zip" };

// The pages, foliate-js and the books from one place: nothing else is reached.
const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  try {
    if (path === "/favicon.ico") {
      response.statusCode = 204;
      return response.end();
    }
    if (path === "/") {
      response.setHeader("content-type", "text/html");
      return response.end(page_html);
    }
    const book = path.match(/^\/book\/(\d+)\.epub$/);
    const file = book ? files[Number(book[1])] : join(modules, normalize(path));
    const data = await readFile(file);
    response.setHeader("content-type", kinds[extname(file)] ?? "application/octet-stream");
    response.end(data);
  } catch {
    response.statusCode = 404;
    response.end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${server.address().port}/`;

// Runs in the browser: opens a book in a view.
async function open(number) {
  const data = await (await fetch(`/book/${number}.epub`)).blob();
  document.querySelector("foliate-view")?.remove();
  const view = document.createElement("foliate-view");
  document.body.append(view);
  window.view = view;
  view.addEventListener("load", (event) => (window.loaded = event.detail.doc));
  await view.open(new File([data], `${number}.epub`));
  // A scrolled section is as wide as the page, so that what is wider shows.
  view.renderer.setAttribute("flow", "scrolled");
  view.renderer.setAttribute("margin", "24");
  const { book } = view;
  return {
    sections: book.sections.length,
    pages: (book.pageList ?? []).map(({ label, href }) => ({ label, href })),
    toc: (book.toc ?? []).length,
  };
}

// Runs in the browser: shows a section, and says what is wrong with it.
async function inspect(index, grounds) {
  const { view } = window;
  await view.goTo(index);
  const { doc } = view.renderer.getContents()[0];
  const wrong = [];
  const text = doc.body.textContent.trim();
  if (!text && !doc.querySelector("img")) wrong.push("shows nothing");
  for (const image of doc.images) {
    await image.decode?.().catch(() => {});
    if (!image.naturalWidth) wrong.push(`the picture ${image.getAttribute("src")} is not shown`);
  }
  const width = doc.documentElement.clientWidth;
  const wide = [...doc.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.right > width + 2;
  });
  if (wide.length) wrong.push(`${wide.length} elements are wider than the page: <${wide[0].localName}> "${wide[0].textContent.trim().slice(0, 40)}"`);

  // Contrast of words that bring an ink or a ground of their own (WCAG 2.2, 1.4.3).
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map(Number);
    const part = (value) => ((value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const opaque = (colour) => !/^rgba\(.*, 0\)$|transparent/.test(colour);
  for (const [name, [ground, ink]] of Object.entries(grounds)) {
    const root = doc.documentElement;
    root.style.setProperty("background-color", ground, "important");
    root.style.setProperty("color", ink, "important");
    const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
    const seen = new Set();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      // The reader colours links by its own rules.
      if (!node.data.trim() || seen.has(element) || element.closest("a[href]")) continue;
      seen.add(element);
      const style = doc.defaultView.getComputedStyle(element);
      let behind = element;
      while (behind && !opaque(doc.defaultView.getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
      const back = behind ? doc.defaultView.getComputedStyle(behind).backgroundColor : "rgb(255, 255, 255)";
      const [high, low] = [light(style.color), light(back)].sort((a, b) => b - a);
      const contrast = (high + 0.05) / (low + 0.05);
      if (contrast < 4.5) {
        wrong.push(`contrast ${contrast.toFixed(1)} on ${name}: <${element.localName} class="${element.className}">`);
        break;
      }
    }
    root.removeAttribute("style");
  }
  const references = [...doc.querySelectorAll("a[role~=doc-noteref]")].map((it) => it.getAttribute("href"));
  return { wrong, references: references.slice(0, 3), words: text.length };
}

// Runs in the browser: follows a reference to its note, and from there back.
async function follow(index, href) {
  const { view } = window;
  const { book } = view;
  const go = async (from, to) => {
    const place = book.sections[from].resolveHref(to);
    const resolved = book.resolveHref(place);
    await view.goTo(place);
    const { doc } = view.renderer.getContents()[0];
    return [resolved.index, resolved.anchor?.(doc)];
  };
  const [at, note] = await go(index, href);
  if (!note?.matches?.("[role~=doc-footnote]")) return `the note ${href} is not there`;
  const back = note.querySelector("a[role~=doc-backlink]");
  if (!back) return `the note ${href} has no way back`;
  const [, reference] = await go(at, back.getAttribute("href"));
  return reference?.matches?.("a[role~=doc-noteref]") ? null : `the way back from ${href} leads nowhere`;
}

// Runs in the browser: goes to a page of the page list.
async function jump(href, label) {
  const { view } = window;
  const resolved = view.book.resolveHref(href);
  if (!resolved) return `page ${label} is in no file`;
  await view.goTo(href);
  const { doc } = view.renderer.getContents()[0];
  const mark = resolved.anchor?.(doc);
  if (!mark?.matches?.("[role~=doc-pagebreak]")) return `page ${label} is not marked`;
  return mark.getAttribute("aria-label") === label ? null : `page ${label} has another mark`;
}

async function shoot(page, folder, name) {
  await new Promise((resolve) => setTimeout(resolve, 150));
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

// Screenshots: the cover and pages from the middle, turned as readers turn them.
async function pictures(page, sections, file) {
  const folder = join(screens, basename(dirname(file)));
  await mkdir(folder, { recursive: true });
  await page.evaluate(() => window.view.renderer.setAttribute("flow", "paginated"));
  const middle = Math.max(0, Math.floor(sections / 2));
  for (const [size, viewport] of Object.entries({ phone: PHONE, tablet: TABLET })) {
    await page.setViewport(viewport);
    for (const [name, [ground, ink]] of Object.entries(GROUNDS)) {
      if (name === "sepia") continue;
      const styles = `html{background:${ground};color:${ink}} ${name === "dark" ? "a:any-link{color:lightblue}" : ""}`;
      await page.evaluate(
        (styles, ground) => {
          window.view.renderer.setStyles?.(styles);
          document.body.style.background = ground;
        },
        styles,
        ground,
      );
      await page.evaluate((index) => window.view.goTo(index), 0);
      await shoot(page, folder, `${size}-${name}-1-first`);
      await page.evaluate((index) => window.view.goTo(index), middle);
      await shoot(page, folder, `${size}-${name}-2-middle`);
      await page.evaluate(() => window.view.next());
      await shoot(page, folder, `${size}-${name}-3-next`);
    }
  }
}

async function judge(browser, number) {
  const page = await browser.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(`console: ${message.text().slice(0, 160)}`);
  });
  await page.setViewport(PHONE);
  await page.goto(address);
  await page.waitForFunction("window.ready");
  const { sections, pages, toc } = await page.evaluate(open, number);
  if (!toc) wrong.push("there are no contents");
  let notes = 0;
  for (let index = 0; index < sections; index++) {
    const found = await page.evaluate(inspect, index, GROUNDS);
    wrong.push(...found.wrong.map((it) => `file ${index + 1}: ${it}`));
    for (const href of found.references) {
      const said = await page.evaluate(follow, index, href);
      if (said) wrong.push(said);
      notes += 1;
    }
  }
  const some = pages.filter((_, at) => at % Math.ceil(pages.length / 12) === 0 || at === pages.length - 1);
  for (const { label, href } of some) {
    const said = await page.evaluate(jump, href, label);
    if (said) wrong.push(said);
  }
  await pictures(page, sections, files[number]);
  await page.close();
  return { wrong, note: `${sections} files, ${notes} notes followed, ${some.length} of ${pages.length} pages` };
}

const browser = await puppeteer.launch({
  executablePath: "/usr/bin/chromium",
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
const reports = [];
for (let number = 0; number < files.length; number++) {
  try {
    let report = await judge(browser, number);
    // The reader stumbles over itself when a section goes while it is measured; a fault of the book
    // comes again.
    if (report.wrong.some((it) => it.startsWith("error:"))) report = await judge(browser, number);
    reports.push(report);
  } catch (error) {
    reports.push({ wrong: [`it cannot be read: ${error.message}`], note: "" });
  }
}
await browser.close();
server.close();
process.stdout.write(JSON.stringify(reports), () => process.exit(0));
