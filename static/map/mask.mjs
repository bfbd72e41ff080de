// Which parts of the picture are land, and which are taken: a coarse drawing (a quarter of the size) with running sums,
// so that any rectangle's share is four look-ups. Lives here: the drawing. Not here: what is placed where.

const GRAIN = 4;

export class Mask {
  constructor(camera) {
    this.camera = camera;
    this.columns = Math.ceil(camera.width / GRAIN);
    this.rows = Math.ceil(camera.height / GRAIN);
    this.canvas = new OffscreenCanvas(Math.max(this.columns, 1), Math.max(this.rows, 1));
    this.pen = this.canvas.getContext("2d", { willReadFrequently: true });
    this.sums = null;
  }

  add(collection) {
    for (const feature of collection?.features ?? []) this.polygon(feature.geometry);
    return this;
  }

  polygon(geometry) {
    this.pen.beginPath();
    for (const ring of rings(geometry)) {
      for (let i = 0; i < ring.length; i++) {
        const [x, y] = this.camera.point(ring[i]);
        if (i) this.pen.lineTo(x / GRAIN, y / GRAIN);
        else this.pen.moveTo(x / GRAIN, y / GRAIN);
      }
      this.pen.closePath();
    }
    this.pen.fill("evenodd");
    this.sums = null;
    return this;
  }

  // Share (0 to 1) of a rectangle that is covered; what lies outside the picture counts as covered.
  share({ x, y, width, height }) {
    this.sums ??= this.summed();
    const [x0, y0] = [Math.round(x / GRAIN), Math.round(y / GRAIN)];
    const [x1, y1] = [Math.round((x + width) / GRAIN), Math.round((y + height) / GRAIN)];
    if (x0 < 0 || y0 < 0 || x1 > this.columns || y1 > this.rows) return 1;
    const stride = this.columns + 1;
    const at = (column, row) => this.sums[row * stride + column];
    const covered = at(x1, y1) - at(x0, y1) - at(x1, y0) + at(x0, y0);
    return covered / Math.max((x1 - x0) * (y1 - y0), 1);
  }

  copy() {
    const same = new Mask(this.camera);
    same.pen.drawImage(this.canvas, 0, 0);
    return same;
  }

  // What this mask covers and another does not.
  without(other) {
    const rest = this.copy();
    rest.pen.globalCompositeOperation = "destination-out";
    rest.pen.drawImage(other.canvas, 0, 0);
    rest.pen.globalCompositeOperation = "source-over";
    return rest;
  }

  whole() {
    return this.share({ x: 0, y: 0, width: this.columns * GRAIN, height: this.rows * GRAIN });
  }

  summed() {
    const { columns, rows } = this;
    const pixels = this.pen.getImageData(0, 0, columns, rows).data;
    const stride = columns + 1;
    const sums = new Uint32Array(stride * (rows + 1));
    for (let row = 0; row < rows; row++) {
      let line = 0;
      for (let column = 0; column < columns; column++) {
        if (pixels[(row * columns + column) * 4 + 3] > 127) line++;
        sums[(row + 1) * stride + column + 1] = sums[row * stride + column + 1] + line;
      }
    }
    return sums;
  }
}

export function rings(geometry) {
  if (!geometry) return [];
  if (geometry.type === "Polygon") return geometry.coordinates;
  if (geometry.type === "MultiPolygon") return geometry.coordinates.flat();
  if (geometry.type === "GeometryCollection") return geometry.geometries.flatMap(rings);
  return [];
}

export const overlaps = (a, b, gap = 0) =>
  a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap;
