import { post, upload } from "./api.js";

/** Opens files: chosen, or dropped anywhere on the page. */

const STRUCTURES = /\.(xyz|extxyz|cif|vasp|poscar|contcar)$|^(poscar|contcar)/i;

/**
 * @param opened called with the new state
 * @param failed called with an Error
 */
export function openFiles(opened, failed) {
  const open = async (work) => {
    try {
      await opened(await work());
    } catch (error) {
      failed(error);
    }
  };
  for (const kind of ["structure", "measured"]) {
    const input = document.getElementById(`${kind}-file`);
    input.addEventListener("change", () => {
      const [file] = input.files;
      if (file) {
        open(() => upload(kind, file)).finally(() => (input.value = ""));
      }
    });
  }
  const record = document.getElementById("record");
  record.addEventListener("change", () => open(() => post("record", { record: record.selectedIndex })));

  const veil = document.getElementById("drop");
  window.addEventListener("dragover", (event) => {
    event.preventDefault();
    veil.hidden = false;
  });
  window.addEventListener("dragleave", (event) => (veil.hidden = event.relatedTarget === null));
  window.addEventListener("drop", async (event) => {
    event.preventDefault();
    veil.hidden = true;
    for (const file of event.dataTransfer.files) {
      await open(() => upload(STRUCTURES.test(file.name) ? "structure" : "measured", file));
    }
  });
}
