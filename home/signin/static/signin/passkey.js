// Passkeys: asks the browser for one, puts its answer in the form, sends the form. Without scripts the forms stay hidden.
const options = document.getElementById("passkey-options");

async function wanted(form) {
  if (form.dataset.passkey !== "sign-in") return JSON.parse(options.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no options");
  return answer.json();
}

async function ask(form) {
  const said = await wanted(form);
  return form.dataset.passkey === "add"
    ? window.webauthnJSON.create(said.creation_options)
    : window.webauthnJSON.get(said.request_options);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) break;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
      form.submit();
    } catch {
      failed.hidden = false;
      failed.focus();
    }
  });
}
