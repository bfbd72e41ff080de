// Circles on the ground: metres between two places and the ring about a centre, on a sphere of the Earth's mean radius
// (within 0.3 % of the ellipsoid in England). Pure functions.

const EARTH = 6371008.8;
const RADIANS = Math.PI / 180;

export function metres([lon1, lat1], [lon2, lat2]) {
  const [a, b] = [lat1 * RADIANS, lat2 * RADIANS];
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(((lon2 - lon1) * RADIANS) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(half)));
}

// A closed ring of places `radius` metres from the centre.
export function ring([lon, lat], radius, corners = 96) {
  const [way, high] = [radius / EARTH, lat * RADIANS];
  return Array.from({ length: corners + 1 }, (_, index) => {
    const bearing = (2 * Math.PI * (index % corners)) / corners;
    const north = Math.asin(Math.sin(high) * Math.cos(way) + Math.cos(high) * Math.sin(way) * Math.cos(bearing));
    const east = Math.atan2(Math.sin(bearing) * Math.sin(way) * Math.cos(high), Math.cos(way) - Math.sin(high) * Math.sin(north));
    return [lon + east / RADIANS, north / RADIANS];
  });
}

export const kilometres = (radius) => `${(radius / 1000).toFixed(1)} km`;
