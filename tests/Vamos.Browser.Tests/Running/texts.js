// Every text that somebody sees or hears.
() => {
  const texts = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!element.closest('noscript, script, datalist') && element.checkVisibility())
      texts.add(walker.currentNode.data.trim());
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [aria-valuetext]')) {
    for (const name of ['aria-label', 'title', 'aria-valuetext'])
      texts.add(element.getAttribute(name) ?? '');
  }
  texts.delete('');
  return [...texts];
}
