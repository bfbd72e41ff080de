// A picture to keep: the SVG that the server wrote, painted on a canvas and handed over as a PNG. Nothing leaves this
// machine. Lives here: that step and what is said of it. Not here: what is on the picture (charts/trend/trend_picture.py).

const SCALE = 2; // a picture of 1280 becomes one of 2560: sharp on a projector

async function painted(svg) {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large for this browser."))), "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function handOver(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// button: data-png is the address of the SVG, data-name the file's name without its ending
export async function savePng(button, status) {
  if (button.getAttribute("aria-disabled")) return; // not `disabled`: the reader's place on the page would be lost
  button.setAttribute("aria-disabled", "true");
  status.textContent = "Making the picture";
  try {
    const response = await fetch(button.dataset.png);
    const svg = await response.text();
    if (!response.ok) throw new Error(svg.slice(0, 200));
    handOver(await painted(svg), `${button.dataset.name}.png`);
    status.textContent = "Saved";
  } catch (fault) {
    status.textContent = `The PNG could not be made. Take the SVG instead. ${fault.message}`;
  } finally {
    button.removeAttribute("aria-disabled");
  }
}
