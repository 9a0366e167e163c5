"""What is wrong with the charts and maps of a page, measured in the browser."""

#: Every visible drawing: its words do not touch, stand within it, and are 12 to 17 pixels high.
MEASURE = """
() => {
  const complaints = []; let drawings = 0, words = 0;
  document.querySelectorAll('svg.chart').forEach((svg) => {
    const frame = svg.getBoundingClientRect();
    if (!frame.width) { return; }
    drawings += 1;
    const id = svg.getAttribute('aria-labelledby');
    const edge = svg.closest('.card-x').getBoundingClientRect().right;
    if (frame.right > edge) { complaints.push(`${id}: beyond its card`); }
    const scale = frame.width / svg.viewBox.baseVal.width;
    const boxes = [...svg.querySelectorAll('text')].map((text) => ({
      text: text.textContent,
      box: text.getBoundingClientRect(),
      size: parseFloat(getComputedStyle(text).fontSize) * scale,
    }));
    words += boxes.length;
    boxes.forEach(({text, box, size}, index) => {
      if (size < 11.9 || size > 17) { complaints.push(`${id}: "${text}" is ${size.toFixed(1)} pixels high`); }
      const within = box.left > frame.left - .5 && box.right < frame.right + .5
        && box.top > frame.top - .5 && box.bottom < frame.bottom + .5;
      if (!within) {
        complaints.push(`${id}: "${text}" reaches outside`);
      }
      boxes.slice(index + 1).forEach((other) => {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const along = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > .5 && along > .5) { complaints.push(`${id}: "${text}" touches "${other.text}"`); }
      });
    });
  });
  return {complaints, drawings, words};
}
"""


def complaints_about_drawings(page):
    return page.evaluate(MEASURE)
