// All texts that can be seen and stand out from their ground by less than the ratio of WCAG 2, AA.
const LEAST = 4.5;

function parse(colour) {
  const numbers = colour.match(/[\d.]+/g).map(Number);
  const [r, g, b] = colour.startsWith("rgb") ? numbers : numbers.slice(0, 3).map((part) => part * 255);
  return { r, g, b, a: numbers.length > 3 ? numbers[3] : 1 };
}

function over(top, ground) {
  const mix = (name) => top[name] * top.a + ground[name] * (1 - top.a);
  return { r: mix("r"), g: mix("g"), b: mix("b"), a: 1 };
}

function groundOf(node) {
  const parent = node.parentElement ? groundOf(node.parentElement) : { r: 255, g: 255, b: 255, a: 1 };
  return over(parse(getComputedStyle(node).backgroundColor), parent);
}

function brightness({ r, g, b }) {
  const [x, y, z] = [r, g, b].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}

function ratio(one, other) {
  const [dark, bright] = [brightness(one), brightness(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

const texts = [...document.querySelectorAll("body *")].filter(
  (node) =>
    node.checkVisibility() &&
    !node.closest("#dots, .unseen, noscript, script") &&
    [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim()));
const weak = texts
  .map((node) => {
    const ground = groundOf(node);
    return { node, ratio: ratio(over(parse(getComputedStyle(node).color), ground), ground) };
  })
  .filter((each) => each.ratio < LEAST)
  .map((each) => `${each.node.className}: ${each.node.textContent} ${each.ratio.toFixed(2)}`);
return [texts.length, ...weak];
