// The area map's entry: what Streamlit calls. Lives here: which stage it is. Every part is a file of its own beside this.

import { mounted } from "./mounting.mjs";
import { Stage } from "./stage.mjs";

export const render = mounted((root, styled) => new Stage(root, styled));
