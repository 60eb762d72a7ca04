// Small things for making the page.

export function element(name, className) {
  const made = document.createElement(name);
  made.className = className;
  return made;
}

/** Leaves the page alone where nothing changes: readers of screens are told of changes. */
export function set(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

export const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
