/** Requests of the page: each gives JSON, or throws an Error with the server's one line. */

async function request(path, options) {
  let response;
  try {
    response = await fetch(`api/${path}`, options);
  } catch {
    throw new Error("xanes explore has ended; start it again and open the address that it prints");
  }
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.error);
  }
  return answer;
}

export const get = (path) => request(path);
export const remove = (path) => request(path, { method: "DELETE" });
export const post = (path, value) =>
  request(path, { method: "POST", body: JSON.stringify(value), headers: { "Content-Type": "application/json" } });
export const upload = (path, file) =>
  request(`${path}?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
