// Checks the pages of scripts/sweep report in a browser. Prints one line per check, and exits with 1 if any failed.
//
//   node check.mjs CHAIN EXPERIMENTS DIR
//
// CHAIN is a results directory with sweeps named coarse, fine and final. EXPERIMENTS is one with a final sweep named
// one-layer and a sweep with repeats named deep. The pages and screenshots are written to DIR. The environment variable
// CHROMIUM sets the browser.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const [chain, experiments, directory] = process.argv.slice(2).map(path => resolve(path));
const own = join(directory, "results");
const SCRIPT = "<script>alert(1)</script>";
let passed = 0;
let failed = 0;

function check(name, isTrue, seen = "") {
  if (isTrue) passed++; else failed++;
  console.log(`${isTrue ? "PASS" : "FAIL"}  ${name}${isTrue || seen === "" ? "" : `: ${JSON.stringify(seen)}`}`);
}

/** Runs a verb and returns its standard output. A sweep with failed trials is not an error here. */
function sweep(...words) {
  try {
    return execFileSync(join(root, "scripts/sweep"), words, { encoding: "utf8", cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  } catch (e) {
    if (e.status === 1) return e.stdout;
    throw new Error(`scripts/sweep ${words.join(" ")}: ${e.stderr}`);
  }
}

const sql = (results, query) => sweep("sql", "--results", results, "--format", "json", query).trim().split("\n").map(JSON.parse);

function small(name, ...settings) {
  return sweep("run", "conf/quickstart.conf", "--results", own, "data.source=synthetic", `sweep.name="${name}"`,
    "network.hidden=[4]", "training.cycles=1", "training.learning-rate.step-size=20", "curve.every-updates=5", ...settings);
}

// --- a page in the browser -------------------------------------------------------------------------------------------

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** Opens a page and records console messages, network requests and dialogs. */
async function open(file, { width = 1280, scheme = "light" } = {}) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  const said = [];
  page.on("console", message => { if (["error", "warning"].includes(message.type())) said.push(message.text()); });
  page.on("pageerror", error => said.push(String(error)));
  page.on("dialog", dialog => { said.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", request => { if (!/^(file|data|blob):/.test(request.url())) said.push(request.url()); });
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector("html[data-ready]");
  return { page, said, ready: Number(await page.getAttribute("html", "data-ready")) };
}

function report(name, results, ...words) {
  const file = join(directory, `${name}.html`);
  sweep("report", ...words, "--results", results, "--out", file);
  return file;
}

/** Number of data items of each series of a chart, by type; null if there is no chart. */
const counts = (page, id) => page.evaluate(name => {
  const shown = echarts.getInstanceByDom(document.getElementById(name));
  if (!shown) return null;
  const sums = {};
  for (const series of shown.getOption().series) sums[series.type] = (sums[series.type] || 0) + series.data.length;
  return sums;
}, id);

/** Every visible chart: whether anything is drawn on it, and for the plot of the points whether each of them is. */
const drawn = page => page.evaluate(() => [...document.querySelectorAll(".chart")].filter(place => place.clientWidth > 0).map(place => {
  const shown = echarts.getInstanceByDom(place);
  const canvas = place.querySelector("canvas");
  const pixels = canvas.getContext("2d");
  const scale = canvas.width / place.clientWidth;
  const colours = new Set();
  const all = pixels.getImageData(0, 0, canvas.width, canvas.height).data;
  // the canvas is read once, because Chromium warns about further readings
  const isOpaque = (x, y) => x >= 0 && x < canvas.width && y >= 0 && y < canvas.height
    && all[4 * (Math.round(y) * canvas.width + Math.round(x)) + 3] > 240;
  for (let i = 0; i < all.length; i += 4) colours.add(all[i] << 24 | all[i + 1] << 16 | all[i + 2] << 8 | all[i + 3]);
  const missing = [];
  shown.getOption().series.forEach((series, seriesIndex) => {
    // the dots of predicted values are many and translucent
    if (place.id !== "scatter" || series.type !== "scatter" || series.name === "failed") return;
    for (const item of series.data) {
      const [x, y] = shown.convertToPixel({ seriesIndex }, item.value);
      // beside the center, because the error bar crosses it; grid lines are not opaque; triangles are narrow
      const beside = series.name === "stopped" ? 1 : 3;
      if (![-beside, beside].every(dx => isOpaque(scale * (x + dx), scale * y))) missing.push([series.name, item.value, x, y, scale]);
    }
  });
  return { id: place.id, colours: colours.size, missing };
}));

async function expectSound(name, opened) {
  const charts = await drawn(opened.page);
  check(`${name}: every chart is drawn`, charts.every(c => c.colours > 5 && c.missing.length === 0), charts);
  check(`${name}: nothing on the console, no request, no dialog`, opened.said.length === 0, opened.said);
  const [wide, view] = await opened.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  check(`${name}: not wider than the window`, wide <= view, [wide, view]);
}

const column = (page, name) => page.evaluate(heading => {
  const table = document.getElementById("table");
  const at = [...table.tHead.rows[0].cells].findIndex(cell => cell.textContent === heading);
  return [...table.tBodies[0].rows].map(row => row.cells[at].textContent);
}, name);

/** Elements that extend beyond the window, including those in scrolling areas. */
const tooWide = page => page.evaluate(() => [...document.querySelectorAll("body *")]
  .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5)
  .map(one => `${one.tagName} ${one.textContent.slice(0, 20)}`));

const contrast = page => page.evaluate(() => {
  const brightness = colour => {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map(v => {
      const part = v / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = brightness(getComputedStyle(document.body).backgroundColor);
  return Math.min(...[document.body, ...document.querySelectorAll(".note, dt, figcaption")].map(one => {
    const ink = brightness(getComputedStyle(one).color);
    return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
  }));
});

const isRising = values => values.every((value, i) => i === 0 || values[i - 1] <= value);

// --- coarse, fine, final ---------------------------------------------------------------------------------------------

mkdirSync(directory, { recursive: true });
rmSync(own, { recursive: true, force: true });

const chainPage = report("final", chain, "final");
const inChain = "sweep IN (SELECT f.sweep FROM sweeps f WHERE f.name = 'final' UNION SELECT f.parent FROM sweeps f WHERE f.name ="
  + " 'final' UNION SELECT p.parent FROM sweeps f JOIN sweeps p ON f.parent = p.sweep WHERE f.name = 'final')";
const [expected] = sql(chain, `SELECT count(*) AS points, count(DISTINCT sweep) AS sweeps,
  max(CASE WHEN kind = 'final' THEN test_accuracy END) AS test_accuracy FROM trials WHERE ${inChain}`);
const [{ images }] = sql(chain, "SELECT sum(images) AS images FROM confusion WHERE name = 'final'");

for (const width of [360, 1280, 1920]) {
  for (const scheme of ["light", "dark"]) {
    const opened = await open(chainPage, { width, scheme });
    const name = `chain, ${width} pixels, ${scheme}`;
    await expectSound(name, opened);
    const ratio = await contrast(opened.page);
    check(`${name}: text has a contrast of at least 4.5`, ratio >= 4.5, ratio);
    await opened.page.screenshot({ path: join(directory, `final-${width}-${scheme}.png`), fullPage: true });
    await opened.page.close();
  }
}

{
  const { page, said } = await open(chainPage);
  const scatter = await counts(page, "scatter");
  const models = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent).sweeps
    .filter(sweep => sweep.search.model.lambda).map(sweep => sweep.search.model.lambda.values.length));
  check("chain: coarse and fine have a model", models.length === 2, models);
  check(`chain: ${expected.points} points in one plot, each with an error bar, and a band per model`,
    scatter.scatter === expected.points && scatter.custom === expected.points + models.length && scatter.line === models[0] + models[1], scatter);
  const names = await page.evaluate(() => [...new Set(echarts.getInstanceByDom(document.getElementById("scatter")).getOption().series.map(s => s.name))]);
  check("chain: one color per sweep", names.length === expected.sweeps, names);
  check("chain: λ on a log axis", await page.evaluate(() => echarts.getInstanceByDom(document.getElementById("scatter")).getOption().xAxis[0].type) === "log");
  check("chain: 10 × 10 cells of the confusion matrix", (await counts(page, "confusion")).heatmap === 100);
  const cells = await page.evaluate(() => echarts.getInstanceByDom(document.getElementById("confusion")).getOption().series[0].data.reduce((sum, cell) => sum + cell.value[2], 0));
  check(`chain: the cells sum to ${images} images`, cells === images, cells);
  const answer = await page.textContent("#answer");
  check("chain: the answer is the test accuracy", answer.startsWith(`Test accuracy ${expected.test_accuracy.toFixed(4)}`), answer);

  // sorting, by mouse and by keyboard
  const heading = page.locator("#table th button", { hasText: /^valid accuracy$/ });
  await heading.click();
  const rising = (await column(page, "valid accuracy")).filter(v => v !== "").map(Number);
  check("chain: a click sorts in ascending order", rising.length === expected.points && isRising(rising), rising);
  await heading.focus();
  await page.keyboard.press("Enter");
  const falling = (await column(page, "valid accuracy")).filter(v => v !== "").map(Number);
  check("chain: Enter sorts in descending order", isRising([...falling].reverse()) && falling[0] > falling.at(-1), falling);
  check("chain: the heading states the order", await heading.locator("..").getAttribute("aria-sort") === "descending");

  // hovering
  const place = await page.evaluate(() => {
    const shown = echarts.getInstanceByDom(document.getElementById("scatter"));
    const seriesIndex = shown.getOption().series.findIndex(s => s.type === "scatter");
    return shown.convertToPixel({ seriesIndex }, shown.getOption().series[seriesIndex].data[0].value);
  });
  await page.locator("#scatter").scrollIntoViewIfNeeded();
  const box = await page.locator("#scatter").boundingBox();
  await page.mouse.move(box.x + place[0], box.y + place[1]);
  await page.waitForTimeout(300);
  const shownText = await page.locator("#scatter").innerText();
  check("chain: hovering over a point describes it", /lambda = .*\n.*valid accuracy: 0\.\d{4}/s.test(shownText), shownText);

  // curves
  const before = (await counts(page, "curve-loss")).line;
  const box2 = page.locator("#table input[type=checkbox]:not(:checked)").first();
  await box2.focus();
  await page.keyboard.press("Space");
  const after = (await counts(page, "curve-loss")).line;
  check("chain: a selected trial shows its curves", after > before, [before, after]);
  const marks = await page.evaluate(() => echarts.getInstanceByDom(document.getElementById("curve-rate")).getOption().series[0].markLine.data.length);
  check("chain: ends of cycles are marked", marks >= 2, marks);

  await page.pdf({ path: join(directory, "final.pdf"), format: "A4", printBackground: true });
  const widths = () => page.evaluate(() => [...document.querySelectorAll(".chart canvas")].map(canvas => canvas.clientWidth));
  const shown = await widths();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const printed = await widths();
  check("chain: charts on paper are 700 or 340 pixels wide", printed.every(width => width === 700 || width === 340), printed);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  check("chain: and afterward as before", JSON.stringify(await widths()) === JSON.stringify(shown), await widths());
  check("chain: nothing on the console afterward", said.length === 0, said);
  await page.close();
}

// --- weights, repeats, two sweeps ------------------------------------------------------------------------------------

{
  const opened = await open(report("one-layer", experiments, "one-layer"));
  await expectSound("one layer", opened);
  const flat = await opened.page.evaluate(() => [...document.querySelectorAll("#weights canvas")].filter(canvas =>
    new Set(canvas.getContext("2d").getImageData(0, 0, 32, 32).data).size < 50).length);
  check("one layer: ten weight images", await opened.page.locator("#weights canvas").count() === 10 && flat === 0, flat);
  await opened.page.screenshot({ path: join(directory, "one-layer.png"), fullPage: true });
  await opened.page.close();
}
{
  const [deep] = sql(experiments, "SELECT count(*) AS points FROM points WHERE name = 'deep'");
  const opened = await open(report("deep", experiments, "deep"));
  await expectSound("repeats", opened);
  const parallel = await counts(opened.page, "parallel");
  check(`repeats: ${deep.points} lines of parallel coordinates`, parallel && parallel.parallel === deep.points, parallel);
  const loss = await counts(opened.page, "curve-loss");
  check("repeats: curves have bands", loss.custom > 0, loss);
  const beyond = await tooWide(opened.page);
  check("repeats: nothing extends beyond 1280 pixels", beyond.length === 0, beyond);
  await opened.page.screenshot({ path: join(directory, "deep.png"), fullPage: true });
  await opened.page.close();
}
{
  const opened = await open(report("two", chain, "coarse", "fine"));
  await expectSound("two sweeps", opened);
  check("two sweeps: both in the table", new Set(await column(opened.page, "sweep")).size === 2);
  await opened.page.close();
}

// --- values, folds ---------------------------------------------------------------------------------------------------

{
  // 300 rows of two inputs; the target is a plane with some noise
  const table = join(directory, "values.csv");
  const row = i => {
    const a = i % 17, b = (i * i) % 13;
    return `${a},${b},${(100 + 7 * a - 3 * b + ((i * 7919) % 101) / 20).toFixed(2)}`;
  };
  writeFileSync(table, ["a,b,price", ...Array.from({ length: 300 }, (_, i) => row(i))].join("\n") + "\n");
  const file = join(directory, "values.conf");
  writeFileSync(file, `data { table { path = "${table}", label = price }, test.share = 0.3 }
    network.hidden = [4]
    training { epochs = 20, batch-size = 10, learning-rate.rate = 0.01 }\n`);
  sweep("run", file, "--results", own, "sweep.name=values", "data.validation.folds=3",
    "sweep.space.learning-rate=[0.001,0.01,0.03]");
  sweep("final", file, "--results", own, "--from", "values", "sweep.name=values-final");

  const searched = await open(report("values", own, "values"));
  await expectSound("values", searched);
  const said = await searched.page.textContent("#answer");
  check(`values: says "${said}"`, /^Best of 3 points: lowest validation RMSE \d+\.\d+ \(95 % interval .* 3 folds\) at learning_rate = /.test(said), said);
  const swept = await searched.page.textContent("#swept");
  check("values: says on how many folds each point was trained", swept.includes("3 points, each trained on each of 3 folds, "), swept);
  const headings = await searched.page.evaluate(() => [...document.querySelectorAll("#table th")].map(cell => cell.textContent));
  check("values: errors in the table, no accuracies", headings.includes("valid rmse") && !headings.some(heading => heading.includes("accuracy")), headings);
  const curves = [await counts(searched.page, "curve-rmse"), await counts(searched.page, "curve-r2"), await counts(searched.page, "curve-accuracy")];
  check("values: curves of errors with bands over folds, none of accuracies",
    curves[0].line > 0 && curves[0].custom > 0 && curves[1].line > 0 && curves[2] === null, curves);
  const note = await searched.page.textContent("#scatter-note");
  check("values: the note names intervals and test", note.startsWith("Bars are 95 % confidence intervals of the mean over folds. ")
    && note.includes("(lowest validation RMSE)") && note.includes("corrected resampled t-test"), note);
  await searched.page.screenshot({ path: join(directory, "values.png"), fullPage: true });
  await searched.page.close();

  const [{ n, mae }] = sql(own, "SELECT count(*) AS n, avg(abs(residual)) AS mae FROM predictions WHERE name = 'values-final'");
  const [{ test_mae: measured }] = sql(own, "SELECT test_mae FROM trials WHERE name = 'values-final'");
  check("values: the residuals of the view give the error of the row", Math.abs(mae - measured) < 1e-9, [mae, measured]);
  const opened = await open(report("values-final", own, "values-final"));
  await expectSound("values, final", opened);
  const answered = await opened.page.textContent("#answer");
  check(`values, final: says "${answered}"`, /^Test RMSE \d+\.\d+ at learning_rate = /.test(answered), answered);
  const dots = [await counts(opened.page, "predicted"), await counts(opened.page, "residual-predicted")];
  check(`values, final: ${n} rows in both plots, with the diagonal and the line of no residual`,
    dots.every(one => one.scatter === n && one.line === 2), dots);
  const [line, bars] = await opened.page.evaluate(() => ["predicted", "residuals"].map(id =>
    echarts.getInstanceByDom(document.getElementById(id)).getOption().series[0].data));
  check("values, final: the line is the diagonal", line.every(([x, y]) => x === y) && line[0][0] < line[1][0], line);
  check("values, final: every row is in one bar", bars.reduce((a, b) => a + b, 0) === n, bars);
  check("values, final: no confusion matrix", await opened.page.locator("#confusion").isHidden());
  await opened.page.locator("#predicted").scrollIntoViewIfNeeded();
  await opened.page.screenshot({ path: join(directory, "values-final.png"), fullPage: true });
  await opened.page.locator("#test-section").screenshot({ path: join(directory, "values-test.png") });
  await opened.page.close();
}

// --- sizes and states ------------------------------------------------------------------------------------------------

{
  small("thousand", "sweep.trials=1000");
  const file = report("thousand", own, "thousand");
  const size = statSync(file).size;
  check(`1,000 trials: ${(size / 1e6).toFixed(1)} MB, below 5`, size < 5e6, size);
  const opened = await open(file);
  check(`1,000 trials: drawn within 2 s of opening (${opened.ready} ms)`, opened.ready < 2000, opened.ready);
  await expectSound("1,000 trials", opened);
  check("1,000 trials: 1,000 points", (await counts(opened.page, "scatter")).scatter === 1000);
  await opened.page.locator("#more").click();
  check("1,000 trials: 1,000 rows on request", (await column(opened.page, "rank")).length === 1000);
  await opened.page.screenshot({ path: join(directory, "thousand.png") });
  await opened.page.close();
}
{
  // λ spans one decade and is searched on a log scale; the rate spans three
  small("grid", "sweep.sampler=grid", "sweep.repeats=2", "training.learning-rate.schedule=constant",
    "training.cycles=null", "training.updates=40",
    "sweep.space={optimizer=[sgd,adam],learning-rate=[0.0001,0.001,0.1],lambda={type=log-uniform,low=1e-3,high=1e-2,points=2}}");
  const opened = await open(report("grid", own, "grid"));
  await expectSound("grid", opened);
  const beyond = await tooWide(opened.page);
  check("grid: nothing extends beyond 1280 pixels", beyond.length === 0, beyond);
  const axes = await opened.page.evaluate(() => Object.fromEntries(echarts.getInstanceByDom(document.getElementById("parallel"))
    .getOption().parallelAxis.map(axis => [axis.name, axis.type])));
  check("grid: log axes in the parallel coordinates", axes.lambda === "log" && axes.learning_rate === "log", axes);
  const covered = await opened.page.evaluate(() => echarts.getInstanceByDom(document.getElementById("parallel"))
    .getOption().parallelAxis.filter(axis => !axis.axisLabel.backgroundColor).map(axis => axis.name));
  check("grid: labels of the parallel coordinates cover the lines", covered.length === 0, covered);
  for (const shown of ["0.0001", "0.1"]) {
    await opened.page.locator("#table tbody tr").filter({ has: opened.page.getByRole("cell", { name: shown, exact: true }) })
      .first().getByRole("checkbox").check();
  }
  const rate = await opened.page.evaluate(() => echarts.getInstanceByDom(document.getElementById("curve-rate")).getOption().yAxis[0].type);
  check("grid: rates that span decades on a log axis", rate === "log", rate);
  await opened.page.screenshot({ path: join(directory, "grid.png"), fullPage: true });
  await opened.page.close();
}
{
  small("learned", "sweep.sampler=gp", "sweep.trials=24", "sweep.batch=6", "training.learning-rate.schedule=constant",
    "training.cycles=null", "training.updates=40", "sweep.space={optimizer=[sgd,adam],"
    + "learning-rate={type=log-uniform,low=1e-4,high=1},lambda={type=log-uniform,low=1e-5,high=1e-1}}");
  const opened = await open(report("learned", own, "learned"));
  await expectSound("learned", opened);
  const search = (await opened.page.evaluate(() => JSON.parse(document.getElementById("data").textContent).sweeps[0].search));
  const most = [...search.importance].sort((a, b) => b.total - a.total)[0].column;
  check("learned: the points are drawn against the most important hyperparameter",
    await opened.page.inputValue("#dimension") === most, most);
  const ends = await opened.page.evaluate(() => echarts.getInstanceByDom(document.getElementById("progress")).getOption().series[0].markLine.data.length);
  check("learned: ends of generations are marked", ends === search.generations.length && ends > 1, ends);
  const weights = await counts(opened.page, "importance");
  check("learned: a bar of two parts and an interval per hyperparameter", weights.bar === 6 && weights.custom === 3, weights);
  for (const [dimension, line, custom] of [["lambda", 101, 1], ["learning_rate", 101, 1], ["optimizer", 0, 2]]) {
    await opened.page.selectOption("#dimension", dimension);
    const shown = await counts(opened.page, "scatter");
    const failed = search.progress.filter(p => p.mean === undefined).length;
    check(`learned: the model against ${dimension}`,
      (shown.line || 0) === line && shown.custom === custom + 24 - failed && shown.scatter === 24, shown);
  }
  await opened.page.screenshot({ path: join(directory, "learned.png"), fullPage: true });
  await opened.page.close();
}
{
  small("halving", "sweep.sampler=sobol", "sweep.trials=27", "stopping.rule=halving", "stopping.first=1",
    "training.learning-rate.schedule=constant", "training.cycles=null", "training.epochs=9", "curve.every-updates=null",
    "sweep.space={learning-rate={type=log-uniform,low=1e-4,high=0.1},lambda={type=log-uniform,low=1e-5,high=1e-1}}");
  const opened = await open(report("halving", own, "halving"));
  await expectSound("halving", opened);
  const rungs = await counts(opened.page, "rungs");
  check("halving: lines of 27 points, of which 9 go on, and then 3", rungs.line === 27 + 9 + 3, rungs);
  const triangles = await opened.page.evaluate(() => ["scatter", "progress"].map(id =>
    echarts.getInstanceByDom(document.getElementById(id)).getOption().series.find(one => one.name === "stopped").data.length));
  check("halving: 24 stopped points are drawn", triangles.join() === "24,24", triangles);
  const states = await column(opened.page, "state");
  check("halving: stopped points follow the complete ones, those furthest first",
    states.join() === [...Array(3).fill("COMPLETE"), ...Array(6).fill("STOPPED at rung 1"), ...Array(18).fill("STOPPED at rung 0")].join(), states);
  await opened.page.screenshot({ path: join(directory, "halving.png"), fullPage: true });
  await opened.page.close();
}
for (const [name, settings, answer] of [
  ["one", ["sweep.trials=1"], /^Validation accuracy 0\.\d{4} ± 0\.\d{4} \(standard error\) at lambda = /],
  ["failed", ["sweep.trials=3", "training.learning-rate.high=1e6"], /^No trial has completed: failed: 3 DIVERGED\.$/],
  ["zero", ["sweep.sampler=auto", "sweep.points=[{lambda=0,batch-size=50},{lambda=0.0001,batch-size=50},{lambda=0.01,batch-size=100}]", "sweep.space.lambda=null"],
    /^Best of 3 points: validation accuracy/],
  [SCRIPT, ["sweep.trials=3"], /^Best of 3 points: validation accuracy/],
]) {
  small(name, ...settings);
  const opened = await open(report(name === SCRIPT ? "script" : name, own, name));
  await expectSound(name, opened);
  const answered = await opened.page.textContent("#answer");
  check(`${name}: says "${answered}"`, answer.test(answered), answered);
  check(`${name}: the name is the title`, (await opened.page.textContent("h1")) === name && (await opened.page.title()).includes(name));
  await opened.page.screenshot({ path: join(directory, `${name === SCRIPT ? "script" : name}.png`), fullPage: true });
  await opened.page.close();
}
{
  // the files on disk in the middle of a sweep: its plan, and some of the rows
  small("running", "sweep.trials=4", "execution.fuse=1");
  const [{ sweep: id }] = sql(own, "SELECT sweep FROM sweeps WHERE name = 'running'");
  const part = join(directory, "part");
  rmSync(part, { recursive: true, force: true });
  cpSync(join(own, "sweeps", id), join(part, "sweeps", id), { recursive: true });
  const rows = join("trials", `sweep=${id}`);
  const file = readdirSync(join(own, rows)).find(name => name.endsWith(".jsonl"));
  mkdirSync(join(part, rows), { recursive: true });
  writeFileSync(join(part, rows, file), readFileSync(join(own, rows, file), "utf8").split("\n")[0] + "\n");
  cpSync(join(own, "curves", `sweep=${id}`, file), join(part, "curves", `sweep=${id}`, file));
  const opened = await open(report("running", part, "running"));
  await expectSound("running", opened);
  check("running: shows the existing row", (await column(opened.page, "state")).join() === "COMPLETE");
  const swept = await opened.page.textContent("#swept");
  check("running: says how many trials have ended", swept.endsWith("It is not finished: 1 of 4 trials have ended."), swept);
  await opened.page.screenshot({ path: join(directory, "running.png"), fullPage: true });
  await opened.page.close();
}

await browser.close();
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
