/**
 * Asking without leaving the page: the server's page is fetched and its #result taken over, so that there is one template.
 */

/** Plain JavaScript for a browser. */
export const askScript = String.raw`(() => {
const form = document.querySelector("form.ask");
const input = form && form.querySelector("#q");
const result = document.getElementById("result");
const status = document.getElementById("status");
const KEY = "zhengwen.history", MAX = 20;

function asked() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(list) ? list.filter((one) => typeof one === "string").slice(0, MAX) : [];
  } catch { return []; }
}
function keep(list) {
  try { localStorage.setItem(KEY, JSON.stringify(list.slice(0, MAX))); } catch { /* A full or forbidden store: no history. */ }
}
function remember(question) {
  if (question && question.length <= 500) keep([question, ...asked().filter((one) => one !== question)]);
}
function showHistory() {
  const box = document.querySelector(".history");
  if (!box) return;
  const list = asked();
  box.hidden = list.length === 0;
  box.querySelector("ul").replaceChildren(...list.slice(0, 8).map((question) => {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = "/?q=" + encodeURIComponent(question);
    link.textContent = question;
    item.append(link);
    return item;
  }));
  box.querySelector("button").onclick = () => { keep([]); showHistory(); input.focus(); };
}
function addCopy() {
  const text = document.querySelector(".answer .text"), actions = document.querySelector(".answer .actions");
  if (!text || !actions || !navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "复制回答和出处";
  button.onclick = async () => {
    const sources = [...document.querySelectorAll(".sources li")].map((item) =>
      "[" + item.value + "] " + item.querySelector(".title").lastChild.textContent + "：“" + item.querySelector("blockquote").textContent + "”");
    const lines = [...text.querySelectorAll("p")].map((line) => {
      const plain = line.cloneNode(true);
      for (const mark of plain.querySelectorAll("sup")) mark.textContent = "[" + mark.textContent + "]";
      return plain.textContent.replaceAll("\u2060", "");
    });
    await navigator.clipboard.writeText([...lines, ...sources].join("\n"));
    button.textContent = "已复制";
    setTimeout(() => { button.textContent = "复制回答和出处"; }, 2000);
  };
  actions.prepend(button);
}
function dress() { showHistory(); addCopy(); }

/** The checked words of an answer that is still being worded, in place of the result. */
function showWords(text) {
  let line = result.querySelector(".coming p");
  if (!line) {
    const boxes = ["article", "div", "div", "p"].map((tag) => document.createElement(tag));
    boxes.forEach((box, i) => { box.className = ["answer coming", "card", "text", ""][i]; if (i > 0) boxes[i - 1].append(box); });
    result.replaceChildren(boxes[0]);
    line = boxes[3];
    status.textContent = "正在组织文字，已出现的数字都核对过……";
  }
  line.replaceChildren(...text.split(/(\[\d+\])/).map((part) => {
    const n = /^\[(\d+)\]$/.exec(part);
    if (!n) return part;
    const mark = document.createElement("sup");
    mark.textContent = n[1];
    return mark;
  }));
}
/** Shows words while they come; gives the page that ends the stream. */
async function streamed(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = "";;) {
    const { done, value } = await reader.read();
    if (done) throw new Error("the stream ended early");
    rest += value;
    const events = rest.split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const kind = /^event: (.*)$/m.exec(event), data = /^data: (.*)$/m.exec(event);
      if (!kind || !data) continue;
      if (kind[1] === "text") showWords(JSON.parse(data[1]).text);
      if (kind[1] === "page") {
        reader.cancel();
        return JSON.parse(data[1]);
      }
    }
  }
}

let running = null, shown = location.pathname + location.search;
async function go(url, push) {
  if (running) running.abort();
  const mine = running = new AbortController();
  const submit = form.querySelector("button");
  submit.setAttribute("aria-disabled", "true");
  result.setAttribute("aria-busy", "true");
  status.textContent = "正在查报告……";
  try {
    const response = await fetch(url.startsWith("/?") ? "/stream" + url.slice(1) : url, { headers: { Accept: "text/html" }, signal: mine.signal });
    const isStream = (response.headers.get("content-type") || "").startsWith("text/event-stream");
    const page = isStream ? await streamed(response) : { status: response.status, html: await response.text() };
    const next = new DOMParser().parseFromString(page.html, "text/html");
    const part = next.getElementById("result");
    // A limit, a login or an error page is shown as it is.
    if (!part || response.redirected) return location.assign(url);
    if (push) history.pushState(null, "", url);
    shown = location.pathname + location.search;
    document.title = next.title;
    document.body.className = next.body.className;
    const hero = document.querySelector(".hero"), heading = next.querySelector("main > h1");
    if (hero && heading) hero.replaceWith(heading);
    input.value = next.getElementById("q").value;
    result.replaceChildren(...part.childNodes);
    const told = result.querySelector(".text p, .error, caption");
    status.textContent = "";
    announce(told ? told.textContent.replaceAll("\u2060", "") : "");
    if (page.status === 200) remember(input.value.trim());
    dress();
    if (push) { input.blur(); scrollTo({ top: 0 }); }
  } catch (failure) {
    if (failure.name !== "AbortError") location.assign(url);
  } finally {
    if (running === mine) {
      running = null;
      submit.removeAttribute("aria-disabled");
      result.removeAttribute("aria-busy");
    }
  }
}
/** Read out by a screen reader; sighted readers have the answer itself. */
const spoken = document.createElement("p");
spoken.className = "hidden";
spoken.setAttribute("role", "status");
function announce(text) { spoken.textContent = text; }

if (form && input && result) {
  document.body.append(spoken);
  const action = form.getAttribute("action");
  form.addEventListener("submit", (event) => {
    if (!input.value.trim()) return;
    event.preventDefault();
    go(action + "?q=" + encodeURIComponent(input.value.trim()), true);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".chips a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const url = new URL(link.href);
    if (action !== "/" || url.pathname !== "/" || !url.search) return;
    event.preventDefault();
    input.value = url.searchParams.get("q");
    go(url.pathname + url.search, true);
  });
  addEventListener("popstate", () => {
    // Jumps inside the page change the hash only.
    if (location.pathname + location.search === shown) return;
    if (location.search) go(location.pathname + location.search, false);
    else location.reload();
  });
  if (document.querySelector(".answer")) remember(input.value.trim());
  document.addEventListener("keydown", (event) => {
    const typing = /^(?:INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    const find = (event.key === "/" && !typing && !event.altKey) || (event.key === "k" && (event.ctrlKey || event.metaKey));
    if (find) { event.preventDefault(); input.focus(); input.select(); }
    else if (event.key === "Escape" && event.target === input) input.blur();
    else if (event.key === "ArrowUp" && event.target === input && input.value === "" && asked()[0]) {
      event.preventDefault();
      input.value = asked()[0];
    }
  });
  dress();
}
})();`;
