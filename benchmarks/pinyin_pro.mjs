// pinyin-pro with its complete dictionary, by the protocol of engines.py.
import { readFileSync } from "node:fs";
import { addDict, pinyin } from "pinyin-pro";
import completeDict from "@pinyin-pro/data/complete";

addDict(completeDict);

const annotate = (text) =>
  pinyin(text, { type: "array", toneType: "num", v: true, toneSandhi: false }).map((reading) =>
    reading.replace(/0$/, "5"),
  );

annotate("高血压患者应当每天测量血压。");
process.stdout.write("ready\n");

const sentences = JSON.parse(readFileSync(0, "utf-8"));
const atOnce = sentences.join("\n");
let bySentence = Infinity;
let whole = Infinity;
let readings;
for (let pass = 0; pass < 2; pass++) {
  let started = performance.now();
  readings = sentences.map(annotate);
  bySentence = Math.min(bySentence, performance.now() - started);
  started = performance.now();
  annotate(atOnce);
  whole = Math.min(whole, performance.now() - started);
}
process.stdout.write(
  JSON.stringify({
    readings,
    doubtful: readings.map(() => []),
    seconds_by_sentence: bySentence / 1000,
    seconds_at_once: whole / 1000,
    megabytes: process.resourceUsage().maxRSS / 1024,
  }) + "\n",
);
