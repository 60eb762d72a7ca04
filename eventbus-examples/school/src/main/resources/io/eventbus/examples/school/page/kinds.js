// What an event is called and how it is coloured, here and there the same.

const COLOURS = 6;

/** A colour for a topic, the same for its dead letters and for what was sent back. */
export function colour(topic) {
  const name = topic.replace(/\.[^.]+\.(dlq|retry)$/, "");
  let hash = 7;
  for (const letter of name) {
    hash = (hash * 31 + letter.codePointAt(0)) % 9973;
  }
  return `topic-${hash % COLOURS}`;
}

/** Its type, or what to say where it tells none. */
export function kindOf(event) {
  if (event.label.type) {
    return event.label.type;
  }
  return event.content.problem ? "not an event" : event.content.format;
}
