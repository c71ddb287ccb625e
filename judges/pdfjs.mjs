// A PDF in, its text by pdf.js out: JSON, for each page its pieces of text in the order of the file.
// Use: node pdfjs.mjs PDFJS_DIST FILE.pdf

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// Drawing is not wanted; pdf.js looks for these names when it is loaded.
globalThis.DOMMatrix ??= class {};
globalThis.ImageData ??= class {};
globalThis.Path2D ??= class {};

const [dist, file] = process.argv.slice(2);
const pdfjs = await import(pathToFileURL(join(dist, "legacy/build/pdf.mjs")));
const document = await pdfjs.getDocument({
  data: new Uint8Array(await readFile(file)),
  cMapUrl: join(dist, "cmaps/"),
  cMapPacked: true,
  standardFontDataUrl: join(dist, "standard_fonts/"),
  isEvalSupported: false,
  stopAtErrors: true,
  verbosity: 0,
}).promise;

const pages = [];
for (let number = 1; number <= document.numPages; number++) {
  const page = await document.getPage(number);
  const [, , , top] = page.view;
  const content = await page.getTextContent({ disableNormalization: true });
  pages.push(
    content.items
      .filter((item) => item.str !== "")
      .map((item) => {
        const [, , c, d, x, y] = item.transform;
        const size = Math.hypot(c, d);
        return [item.str, x, top - y - size * 0.8, x + item.width, top - y + size * 0.2];
      }),
  );
  page.cleanup();
}
process.stdout.write(JSON.stringify(pages));
