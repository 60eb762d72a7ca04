// The list of the latest events. What comes from a topic is text here and never more than that.

import { readersOf, shortName } from "./boxes.js";
import { element, plural, set } from "./dom.js";
import { colour, kindOf } from "./kinds.js";

const MOST = 60;

/** By the number of the event. */
const rows = new Map();

let ahead = 0; // how much the school's clock is ahead of the browser's
let readersSeen = "";

export function forgetLog() {
  rows.forEach((row) => row.item.remove());
  rows.clear();
  document.getElementById("no-events").hidden = false;
}

export function showEvents(news, now) {
  ahead = now - Date.now();
  for (const { number, event } of news.events) {
    const row = { item: element("li", "event"), event, handled: new Set() };
    row.item.dataset.number = number;
    fill(row);
    rows.set(number, row);
    document.getElementById("log").prepend(row.item);
  }
  document.getElementById("no-events").hidden = rows.size > 0;
  for (const number of rows.keys()) {
    if (rows.size <= MOST) {
      break;
    }
    rows.get(number).item.remove();
    rows.delete(number);
  }
  tellAges();
}

export function showMarks(marks) {
  for (const { event, part } of marks) {
    const row = rows.get(event);
    if (row) {
      row.handled.add(part);
      fillReaders(row);
    }
  }
}

/** Who reads what may be known later than the event. */
export function showReaders(state) {
  set(document.getElementById("count"), `${plural(state.events, "event")}, the latest ${MOST} of them here. Open one to see what is in it.`);
  const readers = JSON.stringify(state.services.map((service) => service.reads));
  if (readers !== readersSeen) {
    readersSeen = readers;
    rows.forEach(fillReaders);
  }
}

function fill(row) {
  const { event } = row;
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const type = field("type", kindOf(event));
  type.prepend(element("i", `spot ${colour(event.place.topic)}`));
  row.age = field("age", "");
  row.path = element("span", "path");
  summary.append(
    row.age,
    type,
    field("topic", event.place.topic),
    field("key", event.label.key ?? "none"),
    row.path);
  row.item.classList.toggle("died", event.content.died !== null);
  row.item.classList.toggle("poison", event.content.problem !== null);
  details.append(summary);
  // Made when somebody looks: most are never opened.
  details.addEventListener("toggle", () => {
    if (details.open && !row.content) {
      row.content = contentOf(event);
      details.append(row.content);
    }
  });
  row.item.append(details);
  fillReaders(row);
}

function field(name, text) {
  const made = element("span", name);
  made.append(text);
  return made;
}

function fillReaders(row) {
  const { event } = row;
  const from = element("span", "from");
  from.textContent = event.from ? shortName(event.from) : "by hand";
  const all = new Set([...readersOf(event.place.topic), ...row.handled]);
  const to = [...all].map((reader) => {
    const done = row.handled.has(reader);
    const made = element("span", done ? "to handled" : "to");
    made.textContent = shortName(reader);
    const mark = element("span", "mark");
    mark.setAttribute("aria-hidden", "true");
    mark.textContent = done ? " ✓" : " …";
    const words = element("span", "unseen");
    words.textContent = done ? " is done with it" : " has still to handle it";
    made.append(mark, words);
    return made;
  });
  if (event.content.died) {
    const died = element("span", "to dead");
    died.textContent = `dead letter: ${event.content.died}`;
    to.push(died);
  } else if (to.length === 0) {
    const nobody = element("span", "to nobody");
    nobody.textContent = "nobody reads it";
    to.push(nobody);
  }
  row.path.replaceChildren(from, element("span", "arrow"), ...to);
}

function contentOf(event) {
  const content = element("div", "content");
  const facts = document.createElement("dl");
  const add = (name, value) => {
    if (value !== null) {
      const term = document.createElement("dt");
      term.textContent = name;
      const said = document.createElement("dd");
      said.textContent = value;
      facts.append(term, said);
    }
  };
  add("topic", event.place.topic);
  add("key", event.label.key);
  add("place", `partition ${event.place.partition}, offset ${event.place.offset}`);
  add("id", event.label.id);
  add("time", new Date(event.label.time).toISOString());
  add("format", `${event.content.format}, ${plural(event.content.bytes, "byte")}`);
  add("sent by", event.from);
  add("problem", event.content.problem);
  const body = document.createElement("pre");
  body.textContent = event.content.body;
  body.tabIndex = 0;
  content.append(facts, body);
  return content;
}

function tellAges() {
  const now = Date.now() + ahead;
  for (const { age, event } of rows.values()) {
    set(age, ageOf(now - event.label.time));
  }
}

function ageOf(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3600)} h`;
}

setInterval(tellAges, 1000);
