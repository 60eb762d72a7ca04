// Listens to the school and shows what it tells. Nothing is asked for anywhere else.

import { showBoxes } from "./boxes.js";
import { showButtons } from "./buttons.js";
import { forgetDots, showEvents as flow, showMarks as arrive } from "./flow.js";
import { forgetLog, showEvents as log, showMarks as tick, showReaders } from "./log.js";

const RETRY_MILLIS = 2000;

let run = null;
let caughtUp = false;

function listen() {
  const stream = new EventSource("stream");
  stream.addEventListener("open", () => say("Live", true));
  stream.addEventListener("school", (message) => school(JSON.parse(message.data)));
  stream.addEventListener("news", (message) => news(JSON.parse(message.data)));
  stream.addEventListener("error", () => {
    say("The school does not answer. Does it still run?", false);
    caughtUp = false;
    if (stream.readyState === EventSource.CLOSED) {
      setTimeout(listen, RETRY_MILLIS);
    }
  });
}

function say(text, live) {
  const link = document.getElementById("link");
  link.textContent = text;
  link.classList.toggle("live", live);
}

function school(state) {
  if (run !== state.run) {
    run = state.run;
    caughtUp = false;
    forgetLog();
    forgetDots();
  }
  showBoxes(state);
  showButtons(state);
  showReaders(state);
  // Without events there is nothing to catch up with.
  caughtUp = caughtUp || state.events === 0;
}

function news({ now, news }) {
  log(news, now);
  tick(news.marks);
  // What was there before somebody looked does not move.
  flow(news.events, caughtUp);
  arrive(news.marks, caughtUp);
  caughtUp = true;
}

listen();
