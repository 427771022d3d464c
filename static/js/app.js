"use strict";
// Autosave you can see, and a few comforts. Every page works without this file.

const form = document.querySelector("form[data-autosave]");
const saved = document.getElementById("saved");
let retry = 0;

function countSave(parameters) {
  // Each save has a number, so that the server can tell a late one from a new one.
  const counter = form.querySelector("[data-save-number]");
  counter.value = Number(counter.value) + 1;
  if (parameters) parameters.number = counter.value;
}

function failed(text) {
  saved.textContent = text || saved.dataset.failed;
  saved.classList.add("not-saved");
}

function tryAgain(delay) {
  clearTimeout(retry);
  retry = setTimeout(() => htmx.trigger(form, "again"), delay);
}

function onError(event) {
  if (event.detail.elt !== form) return;
  const status = event.detail.xhr ? event.detail.xhr.status : 0;
  if (status === 403) return failed(saved.dataset.closed);
  failed();
  tryAgain(status === 429 ? 20000 : 3000);
}

function showLocalTimes(root) {
  for (const time of root.querySelectorAll("time[data-local-time]")) {
    const options = { hour: "2-digit", minute: "2-digit" };
    time.textContent = new Date(time.dateTime).toLocaleTimeString([], options);
  }
}

function keepAlone(event) {
  // “Nothing” and “Not sure” cannot stand beside other ticks.
  const box = event.target;
  const group = box.type === "checkbox" && box.checked && box.closest("fieldset");
  for (const other of group ? group.querySelectorAll("input[type=checkbox]") : []) {
    if (other !== box && (box.hasAttribute("data-alone") || other.hasAttribute("data-alone"))) other.checked = false;
  }
}

if (form) {
  document.body.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt === form) countSave(event.detail.parameters);
  });
  document.body.addEventListener("htmx:beforeSend", (event) => {
    if (event.detail.elt !== form) return;
    clearTimeout(retry);
    saved.classList.remove("not-saved");
    saved.textContent = saved.dataset.saving;
  });
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.body.addEventListener(name, onError);
  }
  document.body.addEventListener("htmx:afterSwap", (event) => showLocalTimes(event.target));
  window.addEventListener("online", () => saved.classList.contains("not-saved") && tryAgain(0));
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return countSave();
    event.preventDefault();
    failed();
  });
}

document.addEventListener("change", keepAlone);
showLocalTimes(document);
const focus = document.querySelector("[data-focus]");
if (focus) focus.focus();

for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = !navigator.clipboard;
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    const status = document.getElementById("copied");
    status.textContent = status.dataset.done;
  });
}

document.addEventListener("input", (event) => {
  // A slider and its exact box show the same number.
  const box = event.target.dataset.sets && document.getElementById(event.target.dataset.sets);
  const slider = event.target.id && document.querySelector(`[data-sets="${CSS.escape(event.target.id)}"]`);
  if (box) box.value = event.target.value;
  if (slider) slider.value = event.target.value;
});
