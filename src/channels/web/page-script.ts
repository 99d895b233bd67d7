/**
 * The page's script, served as /app.js. The page works without it: it only says that work goes on,
 * keeps a question from being sent twice, and offers to copy the answer.
 */

/** Plain JavaScript for a browser. */
export const pageScript = `"use strict";
const form = document.querySelector("form.ask");
const button = form.querySelector("button");
const working = document.querySelector(".working");

function showWorking() {
  button.disabled = true;
  working.hidden = false;
}
form.addEventListener("submit", showWorking);
for (const link of document.querySelectorAll(".choices a")) link.addEventListener("click", showWorking);
// Coming back by the browser's history shows the page as it was left.
addEventListener("pageshow", () => {
  button.disabled = false;
  working.hidden = true;
});

const text = document.querySelector(".answer .text");
if (text && navigator.clipboard) {
  const copy = document.createElement("button");
  copy.type = "button";
  copy.className = "copy";
  copy.textContent = "复制回答和出处";
  copy.addEventListener("click", async () => {
    const sources = [...document.querySelectorAll(".sources li")].map((item) =>
      "[" + item.value + "] " + item.querySelector(".title").lastChild.textContent + "：" +
      "“" + item.querySelector("blockquote").textContent + "”");
    const lines = [...text.querySelectorAll("p")].map((line) => {
      const plain = line.cloneNode(true);
      for (const mark of plain.querySelectorAll("sup")) mark.textContent = "[" + mark.textContent + "]";
      return plain.textContent.replaceAll("\\u2060", "");
    });
    await navigator.clipboard.writeText([...lines, ...sources].join("\\n"));
    copy.textContent = "已复制";
    setTimeout(() => { copy.textContent = "复制回答和出处"; }, 2000);
  });
  text.after(copy);
}
`;
