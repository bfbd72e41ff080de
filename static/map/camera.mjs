// Where the camera stands. Web Mercator as MapLibre has it (512 px at zoom 0), so that frames, label places and the
// picture without WebGL can be worked out without a map. Pure functions.

const TILE = 512;

export const mercatorX = (lon) => (lon + 180) / 360;
export const mercatorY = (lat) => 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
const longitude = (x) => x * 360 - 180;
const latitude = (y) => (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90;

// A camera for a box of width x height: point() gives pixels from the top left, place() the way back.
export class Camera {
  constructor(center, zoom, width, height) {
    Object.assign(this, { center, zoom, width, height });
    this.scale = TILE * 2 ** zoom;
    this.left = mercatorX(center[0]) * this.scale - width / 2;
    this.top = mercatorY(center[1]) * this.scale - height / 2;
  }

  point([lon, lat]) {
    return [mercatorX(lon) * this.scale - this.left, mercatorY(lat) * this.scale - this.top];
  }

  place([x, y]) {
    return [longitude((x + this.left) / this.scale), latitude((y + this.top) / this.scale)];
  }

  box([west, south, east, north]) {
    const [left, top] = this.point([west, north]);
    const [right, bottom] = this.point([east, south]);
    return { x: left, y: top, width: right - left, height: bottom - top };
  }

  moved(dx, dy) {
    return new Camera(this.place([this.width / 2 + dx, this.height / 2 + dy]), this.zoom, this.width, this.height);
  }

  static of(map) {
    const { clientWidth, clientHeight } = map.getContainer();
    return new Camera(map.getCenter().toArray(), map.getZoom(), clientWidth, clientHeight);
  }
}

// The camera that shows the whole of bounds inside the padding (pixels on every side).
export function framed(bounds, width, height, padding) {
  const [west, south, east, north] = bounds;
  const wide = Math.max(width - padding.left - padding.right, 20);
  const high = Math.max(height - padding.top - padding.bottom, 20);
  const [x0, x1] = [mercatorX(west), mercatorX(east)];
  const [y0, y1] = [mercatorY(north), mercatorY(south)];
  const scale = Math.min(wide / Math.max(x1 - x0, 1e-9), high / Math.max(y1 - y0, 1e-9));
  const zoom = Math.min(Math.log2(scale / TILE), 14);
  const center = [longitude((x0 + x1) / 2), latitude((y0 + y1) / 2)];
  const camera = new Camera(center, zoom, width, height);
  return camera.moved((padding.right - padding.left) / 2, (padding.bottom - padding.top) / 2);
}

// Where a frame leaves room at the sides, lean east (1) or west (-1): names and inset stand in the sea.
export function leaned(camera, bounds, side) {
  const box = camera.box(bounds);
  const room = Math.min(box.x, camera.width - box.x - box.width) - PADDING.left;
  return side && room > 0 ? camera.moved(side * room, 0) : camera;
}

export const PADDING = { top: 14, right: 14, bottom: 26, left: 14 };
