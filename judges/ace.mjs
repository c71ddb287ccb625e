// EPUBs in, Ace's reports out: JSON, one list of assertions for each file, in order.
// Use: node ace.mjs NODE_MODULES FILE.epub...

import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(join(modules, "judge.cjs"));
const ace = require("@daisy/ace-core");
const runner = require("@daisy/ace-axe-runner-puppeteer");

// Ace prints its report; ours goes out alone at the end.
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

const reports = [];
for (const file of files) {
  try {
    const [, report] = await ace(file, { cwd: process.cwd(), silent: true, initLogger: true, lang: "en" }, runner);
    reports.push(
      report.assertions.flatMap((document) =>
        document.assertions.map((found) => ({
          file: document["earl:testSubject"].url,
          rule: found["earl:test"]["dct:title"],
          impact: found["earl:test"]["earl:impact"],
          outcome: found["earl:result"]["earl:outcome"],
          said: found["earl:result"]["dct:description"],
        })),
      ),
    );
  } catch (error) {
    reports.push({ error: String(error?.message ?? error) });
  }
}
print(JSON.stringify(reports), () => process.exit(0));
