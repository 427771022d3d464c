// Runs a Squiggle model several times and prints, as JSON, the milliseconds of each run and the mean it found.
import { readFileSync } from "node:fs";
import { run } from "@quri/squiggle-lang";

const [file, draws, repeats, firstSeed] = process.argv.slice(2);
const code = readFileSync(file, "utf8");
const found = { ms: [], means: [] };
for (let turn = 0; turn < Number(repeats); turn += 1) {
  const environment = { sampleCount: Number(draws), xyPointLength: 1000, seed: `run ${Number(firstSeed) + turn}` };
  const started = performance.now();
  const { result } = await run(code, { environment });
  found.ms.push(performance.now() - started);
  if (!result.ok) {
    throw new Error(String(result.value));
  }
  found.means.push(Number(String(result.value.result)));
}
console.log(JSON.stringify(found));
