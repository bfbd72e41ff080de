// Runs in every page before anything else: finds the maps (ours and Plotly's), says when they have settled, and when a
// reader clicked. Nothing in the app knows of it; both apps of the bench are watched by the same lines.
(() => {
  const maps = [];
  const journal = { click: 0, changed: 0 };
  let library;

  // MapLibre as a script sets window.maplibregl: every map made with it is noted.
  Object.defineProperty(window, "maplibregl", {
    configurable: true,
    get: () => library,
    set(value) {
      class Noted extends value.Map {
        constructor(options) {
          super(options);
          maps.push(this);
          journal.changed = performance.now();
        }
        setFeatureState(...given) {
          journal.changed = performance.now();
          return super.setFeatureState(...given);
        }
      }
      library = new Proxy(value, { get: (target, name) => (name === "Map" ? Noted : target[name]) });
    },
  });

  // Largest first: the inset is a map as well.
  const size = (map) => map.getContainer().clientWidth * map.getContainer().clientHeight;
  const ours = () => maps.filter((map) => !map._removed && map.getContainer().isConnected).sort((a, b) => size(b) - size(a));
  const figure = () => document.querySelector(".js-plotly-plot");
  const theirs = () => [figure()?._fullLayout?.map?._subplot?.map].filter(Boolean);
  const live = () => [...ours(), ...theirs()];
  const busy = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning";
  const still = (map) => map.loaded() && !map.isMoving();
  // The data asked for are on the map: Plotly says so in its title, ours in the name of its canvas, which it sets after
  // it has told the map the new classes.
  const title = () => figure().layout?.title?.text?.replace(/<[^>]*>/g, "");
  const name = () => ours()[0]?.getCanvas().getAttribute("aria-label") ?? "";
  const shows = (wanted) => (figure() ? title() === wanted : name().includes(wanted));

  addEventListener("pointerdown", () => (journal.click = performance.now()), true);

  window.bench = {
    journal, live,
    main: () => live()[0],
    // Milliseconds (on the page's clock) at which the last unbroken stretch of calm began, once it has lasted `quiet`.
    settled(wanted, quiet = 400, limit = 60000) {
      const start = performance.now();
      return new Promise((resolve, reject) => {
        let since = 0;
        let last = 0;
        const frame = (now) => {
          const calm = live().length > 0 && live().every(still) && shows(wanted);
          const jumped = now - last > 250;
          since = !calm ? 0 : jumped || !since ? now : since;
          last = now;
          if (since && now - since >= quiet) resolve(since);
          else if (now - start > limit) reject(new Error(`not settled after ${limit} ms`));
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      });
    },
    // Calm whatever is shown, and the script at rest: what a journey waits for.
    idle(quiet = 250, limit = 30000) {
      const start = performance.now();
      return new Promise((resolve, reject) => {
        let since = 0;
        const tick = () => {
          const now = performance.now();
          const calm = !busy() && live().every(still);
          since = calm ? since || now : 0;
          if (since && now - since >= quiet) resolve(true);
          else if (now - start > limit) reject(new Error(`not idle after ${limit} ms`));
          else setTimeout(tick, 30);
        };
        tick();
      });
    },
    camera: () => ({ ...window.bench.main().getCenter(), zoom: window.bench.main().getZoom() }),
    // How many different areas are drawn, of the layer that has the most.
    drawn() {
      const map = window.bench.main();
      const seen = new Map();
      for (const feature of map.queryRenderedFeatures()) {
        if (!seen.has(feature.layer.id)) seen.set(feature.layer.id, new Set());
        seen.get(feature.layer.id).add(feature.id);
      }
      return Math.max(0, ...[...seen.values()].map((ids) => ids.size));
    },
  };
})();
