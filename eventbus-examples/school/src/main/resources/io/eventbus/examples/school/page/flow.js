// Events on their way: from the box that sends one to Kafka, and on to each that has handled it.
// An event that nobody has handled yet stays with Kafka, where one can see it wait.

import { boxOf, glow, readersOf } from "./boxes.js";
import { colour, kindOf } from "./kinds.js";

const MOST = 20;
const ROOMY = 5;
const LEG_MILLIS = 650;
const UNREAD_MILLIS = 1600;

const still = matchMedia("(prefers-reduced-motion: reduce)");
const narrow = matchMedia("(max-width: 719px)");

/** By the number of the event. */
const waiting = new Map();

export function forgetDots() {
  waiting.forEach((dot) => dot.node.remove());
  waiting.clear();
}

export function showEvents(events, moving) {
  for (const { number, event } of events) {
    if (!moving) {
      continue;
    }
    if (event.from) {
      glow(event.from, event.content.died ? "died" : "sent");
    }
    glow("kafka", "sent");
    if (!still.matches && waiting.size < MOST && !document.hidden) {
      depart(number, event);
    }
  }
}

async function depart(number, event) {
  const node = makeDot(event);
  const dot = { node, event, slot: freeSlot(), place: null };
  waiting.set(number, dot);
  makeRoom();
  const start = event.from ? doorOf(event.from) : endOfBus();
  dot.place = onBus(start, dot.slot);
  node.classList.toggle("flipped", dot.place.x > 0.7 * frame(document.getElementById("stage")).width);
  node.classList.toggle("above", start.y > dot.place.y);
  dot.arrived = move(node, [start, dot.place], LEG_MILLIS);
  await dot.arrived;
  if (readersOf(event.place.topic).length === 0) {
    setTimeout(() => leave(number), UNREAD_MILLIS);
  }
}

export function showMarks(marks, moving) {
  for (const { event: number, part } of marks) {
    const dot = waiting.get(number);
    if (dot && !still.matches) {
      deliver(number, dot, part);
    } else if (moving) {
      glow(part, "handled");
    }
  }
}

async function deliver(number, dot, part) {
  dot.handled = (dot.handled ?? new Set()).add(part);
  await dot.arrived;
  const last = readersOf(dot.event.place.topic).every((reader) => dot.handled.has(reader));
  if (last) {
    waiting.delete(number);
    makeRoom();
  }
  const traveller = last ? dot.node : copyOf(dot);
  const door = doorOf(part);
  await move(traveller, [dot.place, crossing(dot.place, door), door], LEG_MILLIS);
  traveller.remove();
  glow(part, "handled");
}

async function leave(number) {
  const dot = waiting.get(number);
  if (dot) {
    waiting.delete(number);
    makeRoom();
    await dot.node.animate({ opacity: [1, 0] }, { duration: 400, fill: "forwards" }).finished;
    dot.node.remove();
  }
}

/** Names that would lie on each other are left out. */
function makeRoom() {
  document.getElementById("dots").classList.toggle("crowded", waiting.size > ROOMY);
}

function makeDot(event) {
  const node = document.createElement("div");
  node.className = `dot ${colour(event.place.topic)}${event.content.died ? " died" : ""}`;
  const label = document.createElement("span");
  label.textContent = kindOf(event);
  node.append(label);
  document.getElementById("dots").append(node);
  return node;
}

function copyOf(dot) {
  const copy = dot.node.cloneNode(true);
  document.getElementById("dots").append(copy);
  return copy;
}

function move(node, places, millis) {
  const frames = places.map(({ x, y }) => ({ transform: `translate(${x}px, ${y}px)` }));
  const options = { duration: millis * (places.length - 1), easing: "ease-in-out", fill: "forwards" };
  return node.animate(frames, options).finished;
}

// Where things are, within the stage. The bus lies across on a wide screen and upright on a narrow one.

function frame(node) {
  const stage = document.getElementById("stage").getBoundingClientRect();
  const { left, top, width, height } = node.getBoundingClientRect();
  return { left: left - stage.left, top: top - stage.top, width, height };
}

const lane = () => frame(document.getElementById("lane"));

/** Where a box's events come out and go in. */
function doorOf(id) {
  const box = boxOf(id);
  if (!box) {
    return endOfBus();
  }
  const { left, top, width, height } = frame(box);
  const above = top < lane().top;
  return narrow.matches
    ? { x: left, y: top + height / 2 }
    : { x: left + width / 2, y: above ? top + height : top };
}

/** Where events come from that no box has sent. */
function endOfBus() {
  const { left, top, width, height } = lane();
  return narrow.matches ? { x: left + width / 2, y: top } : { x: left, y: top + height / 2 };
}

/** Beside others that wait, not on them. */
function onBus(door, slot) {
  const { left, top, width, height } = lane();
  const shift = slot * 12;
  return narrow.matches
    ? { x: left + width / 2, y: clamp(door.y + shift, top + 8, top + height - 8) }
    : { x: clamp(door.x + shift, left + 8, left + width - 8), y: top + height / 2 };
}

const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

const crossing = (place, door) =>
  narrow.matches ? { x: place.x, y: door.y } : { x: door.x, y: place.y };

function freeSlot() {
  const taken = new Set([...waiting.values()].map((dot) => dot.slot));
  let slot = 0;
  while (taken.has(slot)) {
    slot++;
  }
  return slot;
}

addEventListener("resize", () => {
  for (const dot of waiting.values()) {
    const start = dot.event.from ? doorOf(dot.event.from) : endOfBus();
    dot.place = onBus(start, dot.slot);
    dot.arrived = move(dot.node, [dot.place, dot.place], 1);
  }
});
