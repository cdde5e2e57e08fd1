// Finds texts and signs whose contrast with what lies behind them is too low (WCAG 2.2: 1.4.3 and 1.4.11).
() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const read = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = ([r, g, b, a], [r2, g2, b2]) => [r, g, b].map((value, i) => value * a / 255 + [r2, g2, b2][i] * (1 - a / 255));
  const luminance = colour => {
    const [r, g, b] = colour.map(value => value / 255).map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = element => {
    const layers = [];
    for (let place = element; place; place = place.parentElement) {
      const colour = read(getComputedStyle(place).backgroundColor);
      layers.push(colour);
      if (colour[3] === 255)
        break;
    }
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const visible = element => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.quiet, .skip, [disabled], option, datalist');
  const found = [];
  const judge = (what, colour, behind, least) => {
    const has = ratio(over(read(colour), behind), behind);
    if (has < least)
      found.push(`${has.toFixed(2)} < ${least}: ${what}`);
  };
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.data.trim();
    if (words === '' || !visible(element) || element.closest('script, title, desc'))
      continue;
    texts++;
    const style = getComputedStyle(element);
    const isLarge = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && parseInt(style.fontWeight) >= 700);
    const what = `'${words.slice(0, 60)}' in ${element.tagName}.${element.getAttribute('class')}`;
    judge(what, element instanceof SVGElement ? style.fill : style.color, ground(element), isLarge ? 3 : 4.5);
  }
  for (const sign of [...document.querySelectorAll('.icon')].filter(visible))
    judge(`icon in ${sign.parentElement.className}`, getComputedStyle(sign).fill, ground(sign), 3);
  for (const curve of [...document.querySelectorAll('.curve')].filter(visible))
    judge(`curve ${curve.getAttribute('class')}`, getComputedStyle(curve).stroke, ground(curve), 3);
  for (const control of [...document.querySelectorAll('button, select, input')].filter(visible).filter(control => !control.closest('th')))
    judge(`edge of ${control.id || control.name || control.textContent}`, getComputedStyle(control).borderTopColor, ground(control.parentElement), 3);
  for (const tile of [...document.querySelectorAll('.tile, .alert')].filter(visible))
    judge(`edge of ${tile.className}`, getComputedStyle(tile).borderLeftColor, ground(tile.parentElement), 3);
  return { texts, found };
}
