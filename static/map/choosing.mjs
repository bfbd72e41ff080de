// The entry of the map for sets of areas: what Streamlit calls. Lives here: which stage it is and its style sheet.

import { ChoosingStage } from "./choosing_stage.mjs";
import { mounted } from "./mounting.mjs";

export const render = mounted((root, styled) => new ChoosingStage(root, styled), ["choosing.css"]);
