// The services and Kafka: a box each, with its state and the button that stops or starts it.

import { held, press } from "./buttons.js";
import { element, plural, set } from "./dom.js";

const STATES = {
  UP: { mark: "●", text: "up", verb: "Stop", turn: "stop" },
  DOWN: { mark: "○", text: "down", verb: "Start", turn: "start" },
  STARTING: { mark: "◐", text: "starting …", verb: "Start", turn: null },
  STOPPING: { mark: "◑", text: "stopping …", verb: "Stop", turn: null },
};

const boxes = new Map();
let readers = new Map();

/** The box of a part; undefined if it is nobody's here. */
export const boxOf = (id) => boxes.get(id);

/** The parts that read a topic. */
export const readersOf = (topic) => readers.get(topic) ?? [];

/** What people call a part, without the word that all have in common. */
export const shortName = (id) => id.replace(/-service$/, "");

export function showBoxes(state) {
  if (boxes.size === 0) {
    bind(document.getElementById("bus"), state.kafka);
    const half = Math.ceil(state.services.length / 2);
    state.services.forEach((service, index) => {
      const row = document.getElementById(index < half ? "upper" : "lower");
      const box = make(service);
      row.append(box);
      bind(box, service);
    });
  }
  readers = new Map();
  for (const service of state.services) {
    for (const topic of service.reads) {
      readers.set(topic, [...(readers.get(topic) ?? []), service.id]);
    }
    update(service, factsOf(service));
  }
  update(state.kafka, [plural(state.events, "event")]);
}

function make(service) {
  const box = element("li", "part");
  const what = element("div", "what");
  const name = element("h3", "name");
  name.textContent = shortName(service.id);
  what.append(name, element("p", "state"));
  const power = element("button", "power");
  power.type = "button";
  box.append(what, power, element("p", "facts"));
  return box;
}

function bind(box, part) {
  box.dataset.part = part.id;
  boxes.set(part.id, box);
  const power = box.querySelector(".power");
  power.addEventListener("click", () => {
    const turn = power.dataset.turn;
    if (turn) {
      press(power, `parts/${part.id}/${turn}`, `${power.textContent} ${title(part)}`);
    }
  });
}

const title = (part) => (part.id === "kafka" ? part.title : `the ${part.title}`);

function update(part, facts) {
  const box = boxes.get(part.id);
  const known = STATES[part.state];
  box.dataset.state = part.state;
  set(box.querySelector(".state"), `${known.mark} ${known.text}`);
  set(box.querySelector(".facts"), facts.join(" · "));
  box.classList.toggle("waits", part.unread > 0 || part.outbox > 0);
  const power = box.querySelector(".power");
  set(power, known.verb);
  power.dataset.turn = known.turn ?? "";
  power.setAttribute("aria-label", `${known.verb} ${title(part)}`);
  power.setAttribute("aria-disabled", String(known.turn === null || held()));
}

function factsOf(service) {
  const facts = [];
  if (service.outbox > 0) {
    facts.push(`${service.outbox} in its outbox`);
  }
  if (service.unread > 0) {
    facts.push(`${service.unread} to handle`);
  }
  if (service.deadLetters > 0) {
    facts.push(plural(service.deadLetters, "dead letter"));
  }
  if (service.sent > 0 && facts.length < 2) {
    facts.push(`${service.sent} sent`);
  }
  return facts;
}

/** A part has just done something. */
export function glow(id, how) {
  const box = boxes.get(id);
  if (box) {
    const name = `glow-${how}`;
    box.classList.add(name);
    clearTimeout(box[name]);
    box[name] = setTimeout(() => box.classList.remove(name), 900);
  }
}
