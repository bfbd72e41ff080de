// The map as a PNG: the canvas is only readable while it is being drawn. Names are in it, the HTML around it is not.

export function png(map, ratio = 2) {
  return new Promise((resolve) => {
    const before = map.getPixelRatio();
    map.setPixelRatio(ratio);
    map.once("idle", () => {
      map.once("render", () => map.getCanvas().toBlob((blob) => {
        map.setPixelRatio(before);
        resolve(blob);
      }));
      map.triggerRepaint();
    });
    map.triggerRepaint();
  });
}
