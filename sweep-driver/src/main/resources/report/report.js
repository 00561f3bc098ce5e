"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const sweeps = data.sweeps;
  const PALETTE = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#7a52c7", "#777777"];
  const MOST_ROWS = 50;
  const MOST_CURVES = 6;
  const charts = [];
  const byId = id => document.getElementById(id);
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // --- texts -----------------------------------------------------------------------------------------------------------

  const readable = value => {
    if (value === null || value === undefined) return "";
    if (typeof value !== "number") return String(value);
    if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e6)) return value.toExponential(3).replace(/\.?0+e/, "e");
    return String(Number(value.toPrecision(6)));
  };
  const figure = value => value === null || value === undefined ? "" : value.toFixed(4);
  const escaped = text => String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);
  const element = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const named = (sweep, point) => {
    const set = sweep.searched.filter(c => point.parameters[c] !== undefined);
    const text = set.map(c => `${c} = ${readable(point.parameters[c])}`).join(", ");
    return (sweeps.length > 1 ? `${sweep.label}, ` : "") + (text || `trial ${point.number}`);
  };

  byId("title").textContent = data.title;
  byId("swept").textContent = data.swept;
  byId("answer").textContent = data.answer;
  byId("footer").textContent = `Made by Lambda Sweep ${data.version}, ${data.made}.`;

  // --- points ----------------------------------------------------------------------------------------------------------

  // Charts get the place of a point in this list, never the point: they would copy all that hangs on it.
  const points = sweeps.flatMap((sweep, s) => sweep.points.map(point => ({ sweep, s, point })));
  points.forEach((p, place) => { p.place = place; });
  const complete = points.filter(p => p.point.n > 0);
  const searched = [...new Set(sweeps.flatMap(sweep => sweep.searched))].filter(column =>
    new Set(points.map(p => JSON.stringify(p.point.parameters[column]))).size > 1);
  const valuesOf = column => points.map(p => p.point.parameters[column]).filter(v => v !== undefined && v !== null);
  const isNumber = column => valuesOf(column).every(v => typeof v === "number");
  // a log axis has ticks at powers of ten alone, so a narrow range is better off with a linear one
  const LOG_SPAN = 20;
  const SEARCHED_LOG_SPAN = 5;
  const isLog = column => {
    const values = valuesOf(column);
    const positive = values.filter(v => v > 0);
    const least = sweeps.some(sweep => sweep.logarithmic.includes(column)) ? SEARCHED_LOG_SPAN : LOG_SPAN;
    return isNumber(column) && positive.length > 0 && Math.min(...values) >= 0 && Math.max(...positive) / Math.min(...positive) > least;
  };
  // 0 has no place on a log axis: it goes a little to the left of the smallest value, with a 0 below it
  const placeOfZero = column => {
    const positive = valuesOf(column).filter(v => v > 0);
    return Math.min(...positive) / (Math.max(...positive) / Math.min(...positive)) ** 0.15;
  };
  const placed = (column, value) => !isNumber(column) ? String(value) : value === 0 && isLog(column) ? placeOfZero(column) : value;
  const spread = (point, name) => {
    const f = point.figures[name];
    if (!f) return null;
    if (f.low !== undefined) return [f.low, f.high];
    return name === "valid_accuracy" && point.se !== undefined ? [f.mean - point.se, f.mean + point.se] : null;
  };
  const theme = () => ({
    textStyle: { color: colour("--ink"), fontFamily: "system-ui, sans-serif" },
    animation: false,
    aria: { enabled: true },
    tooltip: { confine: true, backgroundColor: colour("--panel"), borderColor: colour("--line"),
      textStyle: { color: colour("--ink") } },
  });
  const axis = more => ({
    nameLocation: "middle",
    nameTextStyle: { color: colour("--quiet") },
    axisLabel: { color: colour("--quiet"), hideOverlap: true },
    axisLine: { lineStyle: { color: colour("--line") } },
    splitLine: { lineStyle: { color: colour("--line"), opacity: 0.6 } },
    ...more,
  });
  const legend = more => ({ type: "scroll", textStyle: { color: colour("--ink") }, pageTextStyle: { color: colour("--ink") }, ...more });

  function chart(id, option) {
    const made = { id, option, shown: null };
    charts.push(made);
    draw(made);
    return made;
  }

  function draw(made) {
    const place = byId(made.id);
    const option = made.option();
    place.hidden = option.series.length === 0;
    if (place.hidden) return;
    if (!made.shown) made.shown = echarts.init(place, null, { renderer: "canvas" });
    made.shown.setOption({ ...theme(), ...option }, true);
  }

  const errorBar = (params, api) => {
    const x = api.value(0);
    const top = api.coord([x, api.value(2)]);
    const bottom = api.coord([x, api.value(1)]);
    const style = { stroke: api.visual("color"), lineWidth: 1.5, fill: null };
    const line = (x1, y1, x2, y2) => ({ type: "line", shape: { x1, y1, x2, y2 }, style });
    return { type: "group", children: [
      line(top[0], top[1], bottom[0], bottom[1]), line(top[0] - 4, top[1], top[0] + 4, top[1]),
      line(bottom[0] - 4, bottom[1], bottom[0] + 4, bottom[1])] };
  };

  const chooser = byId("dimension");
  for (const column of searched) chooser.append(new Option(column, column));

  function scatter() {
    const column = chooser.value;
    const log = isLog(column);
    const number = isNumber(column);
    const series = [];
    const zero = log && valuesOf(column).includes(0) ? placeOfZero(column) : null;
    const at = p => placed(column, p.point.parameters[column]);
    const shown = complete.filter(p => p.point.parameters[column] !== undefined && p.point.figures.valid_accuracy);
    // a colour a sweep; of a single one a colour a choice, if it searched another thing that is no number
    const choice = sweeps.length > 1 ? null
      : searched.find(c => c !== column && !isNumber(c) && new Set(valuesOf(c)).size <= PALETTE.length);
    const kinds = choice
      ? [...new Set(valuesOf(choice))].map(value => ({ name: `${choice} = ${value}`, of: p => p.point.parameters[choice] === value }))
      : sweeps.map((sweep, s) => ({ name: sweeps.length > 1 ? `${sweep.label} (${sweep.kind})` : "validation accuracy", of: p => p.s === s }));
    kinds.forEach(({ name, of }, i) => {
      const own = shown.filter(of);
      const shade = PALETTE[i % PALETTE.length];
      series.push({
        name, type: "custom", renderItem: errorBar, itemStyle: { color: shade }, silent: true, z: 1, tooltip: { show: false },
        encode: { x: 0, y: [1, 2] },
        data: own.filter(p => spread(p.point, "valid_accuracy")).map(p => [at(p), ...spread(p.point, "valid_accuracy")]),
      });
      series.push({
        name, type: "scatter", z: 2, itemStyle: { color: shade },
        data: own.map(p => ({
          value: [at(p), p.point.figures.valid_accuracy.mean], place: p.place,
          symbol: p.point.rank === 1 ? "diamond" : "circle",
          symbolSize: p.point.rank === 1 ? 18 : 9,
          itemStyle: p.point.tied || p.point.rank === 1 ? { opacity: 1, color: shade, borderColor: colour("--ink"), borderWidth: 1.5 }
            : { opacity: 1, color: colour("--page"), borderColor: shade, borderWidth: 2, borderType: p.point.p === undefined ? "dotted" : "solid" },
        })),
      });
    });
    const failed = points.filter(p => p.point.n === 0 && p.point.failed > 0 && p.point.parameters[column] !== undefined);
    const means = complete.flatMap(p => p.point.figures.valid_accuracy
      ? [p.point.figures.valid_accuracy.mean, ...(spread(p.point, "valid_accuracy") || [])] : []);
    const floor = means.length ? Math.min(...means) : 0;
    const range = (means.length ? Math.max(...means) : 1) - floor || 0.1;
    if (failed.length) {
      series.push({
        name: "failed", type: "scatter", symbol: "path://M0 0L8 8M8 0L0 8", symbolSize: 11,
        itemStyle: { color: "none", borderColor: colour("--quiet"), borderWidth: 2 },
        data: failed.map(p => ({
          value: [at(p), Math.max(0, floor - 0.08 * range)], place: p.place })),
      });
    }
    if (zero !== null) {
      series.push({
        name: "0", type: "custom", silent: true, tooltip: { show: false }, encode: { x: 0 }, data: [[zero]],
        renderItem: (params, api) => ({ type: "text", style: { text: "0", fill: colour("--quiet"), align: "center", fontSize: 12,
          x: api.coord([zero, floor])[0], y: params.coordSys.y + params.coordSys.height + 8 } }),
      });
    }
    return {
      grid: { left: 64, right: 24, top: 44, bottom: 56 },
      legend: legend({ show: kinds.length > 1 || failed.length > 0, top: 4,
        data: [...kinds.map(kind => kind.name), ...(failed.length ? ["failed"] : [])] }),
      tooltip: { ...theme().tooltip, trigger: "item", formatter: item => item.data.place === undefined ? "" : describe(points[item.data.place]) },
      xAxis: axis(number
        ? { type: log ? "log" : "value", name: column, nameGap: 34, scale: true,
            axisLabel: { color: colour("--quiet"), formatter: readable, hideOverlap: true, showMinLabel: !log, showMaxLabel: !log },
            ...(log ? { min: extent => extent.min / 1.5, max: extent => extent.max * 1.5 } : {}) }
        : { type: "category", name: column, nameGap: 34, data: [...new Set(valuesOf(column).map(String))] }),
      yAxis: axis({ type: "value", name: "validation accuracy", nameGap: 46, scale: true }),
      series,
    };
  }

  function describe({ sweep, point }) {
    const lines = [`<b>${escaped(named(sweep, point))}</b>`];
    if (point.rank) lines.push(`rank ${point.rank}${point.rank === 1 ? ", the best" : point.tied ? ", cannot be distinguished from the best" : ""}`);
    for (const [name, f] of Object.entries(point.figures)) {
      const around = spread(point, name);
      lines.push(`${escaped(name.replace("_", " "))}: ${figure(f.mean)}${around ? ` (${figure(around[0])} to ${figure(around[1])})` : ""}`);
    }
    if (point.p !== undefined) lines.push(`p = ${point.p < 1e-9 ? "<1e-9" : readable(Number(point.p.toPrecision(2)))} against the best`);
    if (point.n === 0) lines.push(escaped(point.states.join(", ")));
    return lines.join("<br>");
  }

  if (searched.length && points.length > 1) {
    const made = chart("scatter", scatter);
    chooser.addEventListener("change", () => draw(made));
    chooser.closest("p").hidden = searched.length < 2;
    const repeated = complete.filter(p => p.point.n > 1).length;
    const interval = `${data.confidence} % confidence intervals of the mean over repeats`;
    const error = "one standard error of the accuracy on the validation images";
    const bars = repeated === 0 ? `Bars are ${error}. ` : repeated === complete.length ? `Bars are ${interval}. `
      : `Bars are ${interval}; of points that were trained once, ${error}. `;
    const by = data.byLoss ? " by validation loss" : "";
    const best = sweeps.length > 1 ? `A diamond is the best of its sweep${by}` : `The diamond is the best${by}`;
    const open = complete.some(p => p.point.rank > 1 && p.point.p === undefined) ? "; dotted ones could not be compared" : "";
    byId("scatter-note").textContent = !complete.length ? "A cross is a failed trial."
      : bars + best + (data.tests ? `; other filled points cannot be distinguished from it (${data.tests})${open}. ${data.caveat}` : ".");
  } else {
    byId("points").hidden = true;
  }

  // --- parallel coordinates --------------------------------------------------------------------------------------------

  if (searched.length > 1 && complete.length > 1) {
    chart("parallel", () => {
      const dimensions = searched.map((column, dim) => isNumber(column)
        ? { dim, name: column, type: isLog(column) ? "log" : "value", scale: true }
        : { dim, name: column, type: "category", data: [...new Set(valuesOf(column).map(String))] });
      dimensions.push({ dim: searched.length, name: "valid accuracy", scale: true });
      const accuracies = complete.map(p => p.point.figures.valid_accuracy.mean);
      return {
        parallelAxis: dimensions.map(d => ({
          ...d, nameTextStyle: { color: colour("--ink") },
          // the lines pass behind the labels
          axisLabel: { color: colour("--ink"), backgroundColor: colour("--page"), padding: [2, 3], formatter: readable },
          axisLine: { lineStyle: { color: colour("--quiet") } } })),
        parallel: { left: 56, right: 72, top: 48, bottom: 24 },
        visualMap: { show: false, dimension: searched.length, min: Math.min(...accuracies), max: Math.max(...accuracies),
          inRange: { color: ["#b8860b", "#56b4e9", "#0072b2"] } },
        series: [{
          type: "parallel", lineStyle: { width: 2, opacity: complete.length > 200 ? 0.25 : 0.7 }, smooth: false,
          data: complete.map(p => [...searched.map(c => p.point.parameters[c] === undefined ? "-" : placed(c, p.point.parameters[c])),
            p.point.figures.valid_accuracy.mean]),
        }],
      };
    });
  } else {
    byId("parallel-section").hidden = true;
  }

  // --- learning curves -------------------------------------------------------------------------------------------------

  const withCurves = points.filter(p => p.point.curves && p.point.curves.length);
  const chosen = new Set();
  const main = data.subject;
  const ranked = withCurves.filter(p => p.s === main).sort((a, b) => (a.point.rank || 1e9) - (b.point.rank || 1e9));
  if (ranked.length) chosen.add(ranked[0]);
  if (ranked.length > 2) chosen.add(ranked[Math.floor(ranked.length / 2)]);
  if (ranked.length > 1) chosen.add(ranked[ranked.length - 1]);
  if (!ranked.length && withCurves.length) chosen.add(withCurves[0]);

  /** Mean and standard deviation over a point's repeats, update by update. */
  function averaged(curves, column) {
    const updates = curves[0].update;
    return updates.map((update, i) => {
      const values = curves.map(c => c[column][i]).filter(v => v !== null && v !== undefined);
      if (!values.length) return [update, null, 0];
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      const variance = values.length > 1 ? values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1) : 0;
      return [update, mean, Math.sqrt(variance)];
    });
  }

  function curveOption(title, columns, isRate = false) {
    return () => {
      const series = [];
      const values = [];
      const cyclic = [...chosen].find(p => p.point.cycle);
      [...chosen].forEach(({ sweep, point }, i) => {
        const shade = PALETTE[i % PALETTE.length];
        for (const [column, word, type] of columns) {
          const name = named(sweep, point) + (word ? `, ${word}` : "");
          const line = averaged(point.curves, column);
          if (line.every(v => v[1] === null)) continue;
          values.push(...line.map(v => v[1]).filter(v => v !== null));
          series.push({
            name, type: "line", showSymbol: line.length < 2, symbolSize: 6, itemStyle: { color: shade },
            lineStyle: { color: shade, width: 2, type }, data: line.map(v => [v[0], v[1]]),
            ...(series.length === 0 && cyclic ? { markLine: {
              silent: true, symbol: "none", label: { show: false }, lineStyle: { color: colour("--quiet"), type: "dotted" },
              data: cycleEnds(cyclic.point) } } : {}),
          });
          if (point.curves.length > 1) {
            const known = line.filter(v => v[1] !== null);
            series.push({
              name: `${name} band`, type: "custom", silent: true, tooltip: { show: false }, clip: true, z: 1,
              encode: { x: 0, y: [1, 2] }, data: known.map(v => [v[0], v[1] - v[2], v[1] + v[2]]),
              // one shape for all: up along the lower edge, back along the upper one
              renderItem: (params, api) => params.dataIndex > 0 ? null : { type: "polygon",
                shape: { points: [...known.map(v => api.coord([v[0], v[1] - v[2]])),
                  ...[...known].reverse().map(v => api.coord([v[0], v[1] + v[2]]))] },
                style: { fill: shade, opacity: 0.18 } },
            });
          }
        }
      });
      // the ramps of a cycle are straight on a linear axis alone
      const log = isRate && !cyclic && values.length > 0 && Math.min(...values) > 0 && Math.max(...values) / Math.min(...values) > LOG_SPAN;
      return {
        title: { text: title, textStyle: { color: colour("--ink"), fontSize: 14 }, left: 8 },
        grid: { left: 60, right: 30, top: 34, bottom: 44 },
        tooltip: { ...theme().tooltip, trigger: "axis", valueFormatter: v => v === null || v === undefined ? "" : readable(Number(Number(v).toPrecision(4))) },
        xAxis: axis({ type: "value", name: "updates", nameGap: 26, min: 0, max: "dataMax" }),
        yAxis: axis(log ? { type: "log", axisLabel: { color: colour("--quiet"), formatter: readable, hideOverlap: true } } : { type: "value", scale: true }),
        series,
      };
    };
  }

  function cycleEnds(point) {
    const last = Math.max(...point.curves.flatMap(c => c.update));
    const ends = [];
    for (let end = point.cycle; end <= last; end += point.cycle) ends.push({ xAxis: end });
    return ends;
  }

  const curveCharts = [];
  if (withCurves.length) {
    const both = name => [[`train_${name}`, "training", "dashed"], [`valid_${name}`, "validation", "solid"]];
    curveCharts.push(chart("curve-loss", curveOption("Loss", both("loss"))));
    curveCharts.push(chart("curve-cost", curveOption("Cost (loss and penalty)", both("cost"))));
    curveCharts.push(chart("curve-accuracy", curveOption("Accuracy", both("accuracy"))));
    curveCharts.push(chart("curve-rate", curveOption("Learning rate", [["learning_rate", "", "solid"]], true)));
    noteCurves();
  } else {
    byId("curves-section").hidden = true;
  }

  function noteCurves() {
    const note = byId("curves-note");
    note.replaceChildren();
    [...chosen].forEach(({ sweep, point }, i) => {
      const swatch = element("span", "■ ");
      swatch.style.color = PALETTE[i % PALETTE.length];
      note.append(swatch, `${named(sweep, point)}${point.rank ? ` (rank ${point.rank})` : ""}   `);
    });
    const repeated = [...chosen].some(p => p.point.curves.length > 1);
    note.append(element("br"), "Solid on the validation images, dashed on a sample of the training images. "
      + (repeated ? "Bands are one standard deviation over repeats. " : "")
      + ([...chosen].some(p => p.point.cycle) ? "Dotted lines are ends of cycles. " : "")
      + `Choose others in the ranking below, up to ${MOST_CURVES}.`
      + (data.curvesLeftOut ? ` ${data.curvesLeftOut} points further down have no curve here.` : ""));
  }

  // --- the table -------------------------------------------------------------------------------------------------------

  const figures = ["test_accuracy", "test_loss", "valid_accuracy", "valid_loss", "train_accuracy"]
    .filter(name => points.some(p => p.point.figures[name]));
  const repeated = points.some(p => p.point.n > 1);
  const once = points.some(p => p.point.n === 1);
  const columns = [
    ...(withCurves.length ? [{ name: "curve", kind: "choose" }] : []),
    ...(sweeps.length > 1 ? [{ name: "sweep", kind: "text", of: p => p.sweep.label }] : []),
    { name: "rank", kind: "number", of: p => p.point.rank },
    { name: "trial", kind: "number", of: p => p.point.number },
    ...(searched.length ? searched : sweeps[main].searched).map(column => ({
      name: column, kind: isNumber(column) ? "number" : "text", of: p => p.point.parameters[column], show: readable })),
    ...(repeated ? [{ name: "n", kind: "number", of: p => p.point.n }] : []),
    ...figures.flatMap(name => [
      { name: name.replace("_", " "), kind: "number", of: p => p.point.figures[name] && p.point.figures[name].mean, show: figure },
      ...(name === "valid_accuracy" || (repeated && name === "test_accuracy") ? [{ name: repeated ? once ? "± half interval or se" : "± half interval" : "± se",
        kind: "number", show: figure, of: p => { const s = spread(p.point, name); return s ? (s[1] - s[0]) / 2 : null; } }] : []),
    ]),
    ...(points.some(p => p.point.p !== undefined) ? [{ name: "p", kind: "number", of: p => p.point.p,
      show: v => v === undefined || v === null ? "" : v < 1e-9 ? "<1e-9" : v < 1e-3 ? v.toExponential(0) : v.toFixed(3) }] : []),
    { name: "seconds", kind: "number", of: p => p.point.seconds, show: v => v === undefined || v === null ? "" : v.toFixed(1) },
    { name: "state", kind: "text", of: p => p.point.states.join(", ") },
  ];
  let order = [...points].sort((a, b) => b.s - a.s || (a.point.rank || 1e9) - (b.point.rank || 1e9) || a.point.number - b.point.number);
  let showAll = false;

  function head() {
    const row = element("tr");
    columns.forEach(column => {
      const cell = element("th", undefined, column.kind === "number" ? "" : "text");
      cell.scope = "col";
      const button = element("button");
      // a heading may be broken after each _
      column.name.split(/(?<=_)/).forEach((part, i) => button.append(...(i ? [element("wbr")] : []), part));
      button.type = "button";
      if (column.kind === "choose") {
        button.disabled = true;
      } else {
        button.addEventListener("click", () => sort(column, cell));
      }
      cell.append(button);
      row.append(cell);
    });
    byId("table").tHead.replaceChildren(row);
  }

  function sort(column, cell) {
    const up = cell.getAttribute("aria-sort") !== "ascending";
    for (const other of byId("table").tHead.rows[0].cells) other.removeAttribute("aria-sort");
    cell.setAttribute("aria-sort", up ? "ascending" : "descending");
    const sign = up ? 1 : -1;
    order.sort((a, b) => {
      const x = column.of(a), y = column.of(b);
      if (x === undefined || x === null || x === "") return y === undefined || y === null || y === "" ? 0 : 1;
      if (y === undefined || y === null || y === "") return -1;
      return sign * (column.kind === "number" ? x - y : String(x).localeCompare(String(y)));
    });
    body();
  }

  function body() {
    const rows = document.createDocumentFragment();
    for (const p of showAll ? order : order.slice(0, MOST_ROWS)) {
      const row = element("tr", undefined, p.point.rank === 1 ? "best tied" : p.point.tied ? "tied" : "");
      for (const column of columns) {
        const cell = element("td", undefined, column.kind === "number" ? "" : "text");
        if (column.kind === "choose") {
          if (p.point.curves && p.point.curves.length) {
            const box = element("input");
            box.type = "checkbox";
            box.checked = chosen.has(p);
            box.setAttribute("aria-label", `curve of ${named(p.sweep, p.point)}`);
            box.addEventListener("change", () => choose(p, box));
            cell.append(box);
          }
        } else {
          const value = column.of(p);
          cell.textContent = column.show ? column.show(value) : readable(value);
        }
        row.append(cell);
      }
      rows.append(row);
    }
    byId("table").tBodies[0].replaceChildren(rows);
    byId("more").hidden = showAll || order.length <= MOST_ROWS;
    byId("more").textContent = `Show all ${order.length}`;
  }

  function choose(p, box) {
    if (box.checked && chosen.size >= MOST_CURVES) {
      box.checked = false;
      return;
    }
    if (box.checked) chosen.add(p); else chosen.delete(p);
    curveCharts.forEach(draw);
    noteCurves();
  }

  byId("more").addEventListener("click", () => { showAll = true; body(); });
  byId("table-note").textContent = "Click a heading to sort."
    + (points.some(p => p.point.tied && p.point.rank > 1) ? " Shaded rows cannot be distinguished from the best." : "");
  head();
  body();
  byId("table-section").hidden = points.length === 0;

  // --- test images -----------------------------------------------------------------------------------------------------

  const tested = sweeps.flatMap(sweep => sweep.tested.map(test => ({ sweep, test })));
  if (tested.length) {
    const select = byId("tested");
    tested.forEach(({ sweep, test }, i) =>
      select.append(new Option(`${sweeps.length > 1 ? `${sweep.label}, ` : ""}trial ${test.trial}${test.repeat ? `, repeat ${test.repeat}` : ""}: ${test.text}`, i)));
    // of each sweep the best comes first
    const own = tested.findIndex(t => t.sweep === sweeps[main]);
    select.value = Math.max(0, own);
    byId("tested-note").textContent = data.testsLeftOut ? `${data.testsLeftOut} further trials are left out.` : "";
    select.closest("p").hidden = tested.length < 2;
    const now = () => tested[Number(select.value)].test;
    const confusion = chart("confusion", () => {
      const counts = now().confusion;
      const names = counts.map((_, i) => now().classes[i] || String(i));
      const cells = counts.flatMap((row, i) => row.map((count, j) => [j, i, count]));
      const most = Math.max(...cells.map(c => c[2]));
      return {
        title: { text: "Confusion", textStyle: { color: colour("--ink"), fontSize: 14 }, left: 8 },
        grid: { left: 84, right: 16, top: 40, bottom: 76 },
        tooltip: { ...theme().tooltip, formatter: item =>
          `${escaped(names[item.value[1]])} taken for ${escaped(names[item.value[0]])}: ${item.value[2]}` },
        xAxis: axis({ type: "category", data: names, name: "predicted", nameGap: 56, splitArea: { show: false },
          axisLabel: { color: colour("--quiet"), rotate: 45 } }),
        yAxis: axis({ type: "category", data: names, name: "true", nameGap: 66, inverse: true }),
        visualMap: { show: false, min: 0, max: most, inRange: { color: [colour("--panel"), colour("--mark")] } },
        series: [{ type: "heatmap", label: { show: byId("confusion").clientWidth > 480, fontSize: 10 },
          data: cells.map(value => ({ value, label: { color: colour(value[2] > most / 2 ? "--page" : "--ink") } })) }],
      };
    });
    const probabilities = chart("probabilities", () => {
      const all = now().probabilities, right = now().correct;
      const bins = all.map((_, i) => (i / all.length).toFixed(2));
      return {
        title: { text: "Probability given to the true class", textStyle: { color: colour("--ink"), fontSize: 14 }, left: 8 },
        legend: legend({ top: 24, left: 8 }),
        grid: { left: 64, right: 16, top: 62, bottom: 48 },
        tooltip: { ...theme().tooltip, trigger: "axis", axisPointer: { type: "shadow" } },
        xAxis: axis({ type: "category", data: bins, name: "probability, from", nameGap: 30 }),
        yAxis: axis({ type: "value", name: "images", nameGap: 48 }),
        series: [
          { name: "all images", type: "bar", data: all, itemStyle: { color: PALETTE[5] }, barGap: "-100%", barCategoryGap: "10%" },
          { name: "classified correctly", type: "bar", data: right, itemStyle: { color: PALETTE[0] }, barCategoryGap: "10%" },
        ],
      };
    });
    const weights = () => {
      const rows = now().weights || [];
      byId("weights-part").hidden = !rows.length;
      byId("weights").replaceChildren(...rows.map((text, k) => {
        const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
        const canvas = element("canvas");
        canvas.width = canvas.height = 32;
        const image = new ImageData(32, 32);
        for (let i = 0; i < 1024; i++) {
          for (let channel = 0; channel < 3; channel++) image.data[4 * i + channel] = bytes[1024 * channel + i];
          image.data[4 * i + 3] = 255;
        }
        canvas.getContext("2d").putImageData(image, 0, 0);
        const shown = element("figure");
        shown.append(canvas, element("figcaption", now().classes[k] || `class ${k}`));
        return shown;
      }));
    };
    weights();
    select.addEventListener("change", () => { draw(confusion); draw(probabilities); weights(); });
  } else {
    byId("test-section").hidden = true;
  }

  // --- time ------------------------------------------------------------------------------------------------------------

  const bars = sweeps.flatMap((sweep, s) => sweep.groups.map(group => ({ sweep, s, ...group })));
  if (bars.length) {
    const lanes = [];
    const ends = [];
    bars.sort((a, b) => a.start - b.start);
    for (const bar of bars) {
      let lane = lanes.findIndex((name, i) => name === bar.place && ends[i] <= bar.start + 50);
      if (lane < 0) {
        lane = lanes.length;
        lanes.push(bar.place);
        ends.push(0);
      }
      bar.lane = lane;
      ends[lane] = bar.start + bar.seconds * 1000;
    }
    const rows = lanes.map((name, i) => ({ name, i })).sort((a, b) => a.name.localeCompare(b.name) || a.i - b.i);
    const rowOf = new Map(rows.map((row, at) => [row.i, at]));
    // sweeps that ran hours apart would leave slivers: only the gaps within one count
    const offsets = sweeps.map((_, s) => Math.min(...bars.filter(bar => bar.s === s).map(bar => bar.start)));
    const lengths = sweeps.map((_, s) => Math.max(0, ...bars.filter(bar => bar.s === s).map(bar => bar.start + bar.seconds * 1000 - offsets[s])));
    const begins = lengths.map((_, s) => lengths.slice(0, s).reduce((a, b) => a + b + 2000, 0));
    byId("time-note").textContent = "A bar a group of trials that trained together, by the machine and task slot that it ran in."
      + (sweeps.length > 1 ? " The time between sweeps is left out." : "");
    byId("timeline").style.height = `${Math.min(40, 8 + 1.6 * rows.length)}rem`;
    chart("timeline", () => ({
      grid: { left: 32, right: 24, top: 36, bottom: 48, containLabel: true },
      legend: legend({ show: sweeps.length > 1, top: 4, data: sweeps.map(sweep => `${sweep.label} (${sweep.kind})`) }),
      tooltip: { ...theme().tooltip, formatter: item => {
        const bar = bars[item.data.bar];
        return `<b>${escaped(bar.sweep.label)}, trials ${escaped(bar.trials)}</b><br>${escaped(bar.place)}<br>`
          + `${bar.seconds.toFixed(1)} s, began ${new Date(bar.start).toISOString().replace("T", " ").slice(0, 19)} UTC`;
      } },
      xAxis: axis({ type: "value", name: "seconds", nameGap: 28 }),
      yAxis: axis({ type: "category", data: rows.map(row => row.name), inverse: true, splitLine: { show: false } }),
      series: sweeps.map((sweep, s) => ({
        name: `${sweep.label} (${sweep.kind})`, type: "custom", itemStyle: { color: PALETTE[s % PALETTE.length] },
        renderItem: (params, api) => {
          const from = api.coord([api.value(1), api.value(0)]);
          const to = api.coord([api.value(2), api.value(0)]);
          const height = Math.min(18, api.size([0, 1])[1] * 0.7);
          return { type: "rect", shape: { x: from[0], y: from[1] - height / 2, width: Math.max(1, to[0] - from[0]), height },
            style: { fill: api.visual("color"), stroke: colour("--page"), lineWidth: 1 } };
        },
        encode: { x: [1, 2], y: 0 },
        data: bars.flatMap((bar, place) => {
          const start = (begins[s] + bar.start - offsets[s]) / 1000;
          return bar.s === s ? [{ value: [rowOf.get(bar.lane), start, start + bar.seconds], bar: place }] : [];
        }),
      })),
    }));
  } else {
    byId("time-section").hidden = true;
  }

  // --- settings --------------------------------------------------------------------------------------------------------

  for (const sweep of sweeps) {
    const details = element("details");
    details.append(element("summary", `${sweep.id} (${sweep.kind})`));
    const list = element("dl");
    for (const [term, text] of Object.entries(sweep.versions)) list.append(element("dt", term), element("dd", text));
    details.append(list, element("pre", JSON.stringify(sweep.configuration, null, 2)));
    byId("settings").append(details);
  }

  // --- light, dark, paper, narrow --------------------------------------------------------------------------------------

  const redraw = () => charts.forEach(made => {
    if (made.shown) made.shown.resize();
    draw(made);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  // Paper is about 700 pixels wide; it is laid out only after this event.
  addEventListener("beforeprint", () => {
    document.documentElement.classList.add("printing");
    charts.filter(made => made.shown).forEach(made => {
      made.shown.resize({ width: byId(made.id).closest(".charts") ? 340 : 700 });
      draw(made);
    });
  });
  addEventListener("afterprint", () => {
    document.documentElement.classList.remove("printing");
    redraw();
  });
  let waiting = 0;
  addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(redraw, 100); });
  document.documentElement.setAttribute("data-ready", String(Math.round(performance.now())));
})();
