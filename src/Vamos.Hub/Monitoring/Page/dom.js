// What changes is changed in place: an element is made once and then only told what is new.
const drawing = 'http://www.w3.org/2000/svg';

// the children of a list by their keys
const childrenOf = new WeakMap();

/** An element of the page that is always there. */
export const byId = id => document.getElementById(id);

/** Makes an element with attributes and content. */
export function make(tag, attributes, ...content) {
  const element = document.createElement(tag);
  for (const name in attributes)
    element.setAttribute(name, attributes[name]);
  element.append(...content);
  return element;
}

/** Makes an element of a drawing. */
export function draw(tag, attributes) {
  const element = document.createElementNS(drawing, tag);
  for (const name in attributes)
    element.setAttribute(name, attributes[name]);
  return element;
}

/** An icon of the sprite; what it says stands beside it as text. */
export function icon(name) {
  const sign = draw('svg', { class: 'icon', 'aria-hidden': 'true', viewBox: '0 0 16 16' });
  sign.append(draw('path', {}));
  changeIcon(sign, name);
  return sign;
}

const shapes = {
  ok: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3.7 5.3-4.3 5a.9.9 0 0 1-1.3.1L4 9.6l1.1-1.2 1.6 1.4 3.7-4.3Z',
  attention: 'M8 1.2c.4 0 .7.2.9.5l6.3 11.4c.4.7-.1 1.6-.9 1.6H1.7c-.8 0-1.3-.9-.9-1.6L7.1 1.7c.2-.3.5-.5.9-.5ZM7.2 5.5v4.3h1.6V5.5Zm0 5.6v1.7h1.6v-1.7Z',
  failing: 'M4.8 1h6.4L15 4.8v6.4L11.2 15H4.8L1 11.2V4.8Zm.9 3.5L4.5 5.7 6.8 8l-2.3 2.3 1.2 1.2L8 9.2l2.3 2.3 1.2-1.2L9.2 8l2.3-2.3-1.2-1.2L8 6.8Z',
  unknown: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.7a5.3 5.3 0 1 1 0 10.6A5.3 5.3 0 0 1 8 2.7ZM4.7 7.2v1.6h6.6V7.2Z',
};

/** Gives an icon another shape. */
export const changeIcon = (sign, name) => attribute(sign.firstChild, 'd', shapes[name]);

/** Sets a text, unless it is there already. */
export function text(element, value) {
  if (element.textContent !== value)
    element.textContent = value;
}

/** Sets an attribute, unless it is there already; null removes it. */
export function attribute(element, name, value) {
  if (value === null)
    element.removeAttribute(name);
  else if (element.getAttribute(name) !== value)
    element.setAttribute(name, value);
}

/** Shows or hides. */
export function shown(element, visible) {
  if (element.hidden === visible)
    element.hidden = !visible;
}

/** Makes the children of an element those of a list, in its order; children of the same key stay the same elements. */
export function keyed(parent, items, keyOf, create, update) {
  const old = childrenOf.get(parent) ?? new Map();
  const next = new Map();
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    const child = old.get(key) ?? create(item);
    old.delete(key);
    next.set(key, child);
    update(child, item);
    if (child === place)
      place = place.nextElementSibling;
    else
      parent.insertBefore(child, place);
  }
  for (const gone of old.values())
    gone.remove();
  childrenOf.set(parent, next);
}

/** The same for lists in which everything moves all the time: the first element shows the first item, and so on. */
export function inOrder(parent, items, create, update) {
  while (parent.children.length > items.length)
    parent.lastElementChild.remove();
  items.forEach((item, number) => update(parent.children[number] ?? parent.appendChild(create()), item));
}
