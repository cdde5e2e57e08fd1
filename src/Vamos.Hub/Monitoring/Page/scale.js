/** From zero in even steps of 1, 2 or 5. */
export function even(values) {
  const most = Math.max(1, ...values);
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= rough);
  const top = step * Math.ceil(most / step);
  const marks = Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step);
  return { marks, share: value => value / top };
}

/** By powers of ten, for times that lie far apart. */
export function powers(values) {
  const positive = values.filter(value => value > 0);
  const low = positive.length ? Math.floor(Math.log10(Math.min(...positive))) : 0;
  const high = Math.max(low + 1, positive.length ? Math.ceil(Math.log10(Math.max(...positive))) : 2);
  const marks = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  return { marks, share: value => value <= 0 ? 0 : Math.max(0, (Math.log10(value) - low) / (high - low)) };
}
