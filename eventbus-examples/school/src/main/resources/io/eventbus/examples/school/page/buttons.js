// The buttons that let something happen or make trouble, and what came of it.

import { element, set } from "./dom.js";

const RESULTS = 5;

let notice = null;

/** Whether no button can be pressed at the moment. */
export const held = () => notice !== null;

export function showButtons(state) {
  notice = state.notice;
  const note = document.getElementById("notice");
  note.hidden = notice === null;
  set(note, notice ?? "");
  for (const each of state.buttons) {
    const button = document.getElementById(each.id) ?? make(each);
    if (button.getAttribute("aria-busy") !== "true") {
      button.setAttribute("aria-disabled", String(held()));
    }
  }
}

function make(each) {
  const button = element("button", "action");
  button.type = "button";
  button.id = each.id;
  button.textContent = each.label;
  button.title = each.hint;
  const hint = element("span", "unseen");
  hint.id = `${each.id}-hint`;
  hint.textContent = each.hint;
  button.setAttribute("aria-describedby", hint.id);
  button.addEventListener("click", () => press(button, `buttons/${each.id}`, each.label));
  document.getElementById(each.group === "PLAY" ? "play" : "trouble").append(button, hint);
  return button;
}

/** Does what a button is for, once at a time. It keeps the focus meanwhile. */
export async function press(button, address, label) {
  if (button.getAttribute("aria-disabled") === "true" || button.getAttribute("aria-busy") === "true") {
    return;
  }
  button.setAttribute("aria-busy", "true");
  const result = begin(label);
  try {
    const response = await fetch(address, { method: "POST" });
    if (!response.ok) {
      throw new Error(`status ${response.status}`);
    }
    const { done, text } = await response.json();
    end(result, done, text);
  } catch (failure) {
    end(result, false, `The school does not answer. Does it still run? (${failure.message})`);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function begin(label) {
  const results = document.getElementById("results");
  document.getElementById("no-results").hidden = true;
  const result = element("li", "result doing");
  const what = element("strong", "");
  what.textContent = label;
  const text = element("span", "");
  text.textContent = " …";
  result.append(what, text);
  results.prepend(result);
  while (results.children.length > RESULTS) {
    results.lastElementChild.remove();
  }
  return result;
}

function end(result, done, text) {
  result.className = done ? "result done" : "result failed";
  result.lastElementChild.textContent = `${done ? "" : " did not work"}. ${text}`;
}
