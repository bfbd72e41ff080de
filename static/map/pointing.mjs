// Pointer and touch on the large map: hover shows, click selects, click on sea does nothing.

export function pointing(map, stage) {
  const { pane } = stage;
  let waiting = 0;
  let last = null;

  const look = () => {
    waiting = 0;
    if (!last || !pane.map) return;
    const found = stage.sketching?.open ? null : pane.under(last.point); // what is being drawn is not to be hidden
    map.getCanvas().style.cursor = found ? "pointer" : "";
    if (found) stage.reader.hover(found.id, [last.point.x, last.point.y], found.toJSON());
    else stage.tooltip.leave();
    if (!found) stage.tooltip.dismissed = -1;
  };

  map.on("mousemove", (event) => {
    last = event;
    waiting ||= requestAnimationFrame(look);
  });
  map.on("mouseout", () => {
    last = null;
    stage.tooltip.leave();
  });
  map.on("movestart", () => stage.tooltip.hide());
  map.on("click", (event) => {
    const found = pane.under(event.point);
    if (found) stage.reader.choose(found.id);
  });
}
