// Quick exit: by the button, or by Shift three times. The page leaves the screen at once, and “Back” does not bring it
// back: its place in the history is given to the page that opens. Without this file the button is a plain link.
const SECONDS = 5;

function quickExit(bar) {
  const link = bar.querySelector("a");
  const words = bar.querySelector("[data-activated]").dataset;
  const status = bar.querySelector("[role=status]");
  let presses = 0;
  let pause;

  function leave(event) {
    event?.preventDefault();
    document.body.hidden = true;
    document.title = words.neutralTitle;
    status.textContent = words.activated;
    location.replace(link.href);
  }

  function forget() {
    presses = 0;
    status.textContent = words.timedOut;
  }

  function count(event) {
    clearTimeout(pause);
    if (event.repeat) return;
    presses = event.key === "Shift" ? presses + 1 : 0;
    if (presses === 3) return leave();
    if (presses) {
      status.textContent = presses === 1 ? words.twoMore : words.oneMore;
      pause = setTimeout(forget, SECONDS * 1000);
    }
  }

  link.addEventListener("click", leave);
  document.addEventListener("keyup", count);
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

const bar = document.querySelector(".exit");
if (bar) quickExit(bar);
