"use strict";
// Draws the figures that the server made, after the page is readable; colours come from the reader's theme.
// Also opens explanations as a panel. Without this file the tables and plain pages say the same.

const report = document.querySelector("[data-plotly]");
const plots = [...document.querySelectorAll("[data-figure]")];
const config = { displayModeBar: false, displaylogo: false, showSendToCloud: false, responsive: true };
const PAPER_WIDTH = 660;
const PAPER_SCALE = 0.75;

function withColours(part, style) {
  // "var(--cloud)" becomes what the style sheet says now.
  if (typeof part === "string") {
    const name = /^var\((--[\w-]+)\)$/.exec(part);
    return name ? style.getPropertyValue(name[1]).trim() : part;
  }
  if (Array.isArray(part)) return part.map((one) => withColours(one, style));
  if (part === null || typeof part !== "object") return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withColours(value, style)]));
}

function draw(plot, width) {
  const figure = JSON.parse(document.getElementById(plot.dataset.figure).textContent);
  const { data, layout } = withColours(figure, getComputedStyle(document.documentElement));
  layout.font.family = getComputedStyle(document.body).fontFamily;
  if (width) {
    layout.width = width;
    layout.height *= PAPER_SCALE;
    layout.font.size *= PAPER_SCALE;
  }
  plot.classList.add("drawn");
  return Plotly.react(plot, data, layout, config);
}

function drawAll(width) {
  for (const plot of plots) draw(plot, width);
}

function beforePrint() {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    details.dataset.closeAgain = "";
  }
  if (window.Plotly) drawAll(PAPER_WIDTH);
}

function afterPrint() {
  for (const details of document.querySelectorAll("[data-close-again]")) details.open = false;
  if (window.Plotly) drawAll();
}

function load() {
  const script = document.createElement("script");
  script.src = report.dataset.plotly;
  script.onload = () => {
    for (const plot of plots) plot.closest("section").querySelector("details").open = false;
    drawAll();
  };
  document.head.append(script);
}

function afterFirstPaint(go) {
  if (!PerformanceObserver.supportedEntryTypes.includes("paint")) {
    requestAnimationFrame(() => setTimeout(go));
    return;
  }
  new PerformanceObserver((list, observer) => {
    if (!list.getEntriesByName("first-contentful-paint").length) return;
    observer.disconnect();
    go();
  }).observe({ type: "paint", buffered: true });
}

if (plots.length) {
  afterFirstPaint(load);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => window.Plotly && drawAll());
}
window.addEventListener("beforeprint", beforePrint);
window.addEventListener("afterprint", afterPrint);

const panel = document.getElementById("explanation");
document.addEventListener("click", (event) => {
  const link = panel && event.target.closest(`a[href^="${report.dataset.explain}"]`);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  htmx.ajax("GET", link.href, "#explanation-content");
});
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "explanation-content") return;
  if (!panel.open) panel.showModal();
  panel.scrollTop = 0;
});
