// Sign-language videos: jumps, pace, captions below the picture, full width, and “LSF first” on this device.
// Enhancement only: without this file the browser's own controls play the video.
const FIRST = "lsf-first";
const SLOW = 0.6;

function press(button, on) {
  button.setAttribute("aria-pressed", String(on));
}

function below(video, line) {
  const track = video.textTracks[0];
  if (!track) return () => {};
  track.addEventListener("cuechange", () => {
    line.textContent = [...(track.activeCues ?? [])].map((cue) => cue.getCueAsHTML().textContent).join(" ");
  });
  return (on) => {
    track.mode = on ? "hidden" : "disabled"; // “hidden” reads the cues without painting them over the hands
    line.hidden = !on;
  };
}

function equip(player) {
  const video = player.querySelector("video");
  const tools = player.querySelector("[data-lsf-tools]");
  const showCaptions = below(video, player.querySelector("[data-lsf-caption]"));
  const toggles = {
    "[data-lsf-slow]": (on) => (video.playbackRate = on ? SLOW : 1),
    "[data-lsf-captions]": showCaptions,
    "[data-lsf-wide]": (on) => player.classList.toggle("lsf--wide", on),
  };
  for (const button of tools.querySelectorAll("[data-lsf-jump]")) {
    button.addEventListener("click", () => {
      const to = video.currentTime + Number(button.dataset.lsfJump);
      video.currentTime = Math.min(Math.max(to, 0), video.duration || 0);
    });
  }
  tools.querySelector("[data-lsf-replay]").addEventListener("click", () => {
    video.currentTime = 0;
    video.play();
  });
  for (const [name, act] of Object.entries(toggles)) {
    const button = tools.querySelector(name);
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      press(button, on);
      act(on);
    });
  }
  tools.hidden = false;
}

// One bit, read and written here only: the server never sees it, so that pages stay the same for everybody.
function remembered() {
  try {
    return localStorage.getItem(FIRST) === "1";
  } catch {
    return false; // storage is off
  }
}

function remember(on) {
  try {
    if (on) localStorage.setItem(FIRST, "1");
    else localStorage.removeItem(FIRST);
  } catch {
    // storage is off: it holds for this page only
  }
}

function first(part) {
  const offer = part.querySelector("[data-lsf-first]");
  const button = offer.querySelector("button");
  press(button, remembered());
  if (remembered()) part.open = true;
  button.addEventListener("click", () => {
    remember(!remembered());
    press(button, remembered());
  });
  offer.hidden = false;
}

document.querySelectorAll("[data-lsf]").forEach(equip);
document.querySelectorAll("[data-lsf-page]").forEach(first);
