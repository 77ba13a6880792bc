// An answer in sign language, filmed in the page. Enhancement only: without this file, the file field sends a video.
// What is filmed stays in this page until its form is sent; no sound is asked for.
const KINDS = ["video/mp4", "video/webm;codecs=vp8", "video/webm"];
const PICTURE = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 25 }, facingMode: "user" };
const BITS = 1500000;

function studio(form) {
  const part = (name) => form.querySelector(`[data-filming-${name}]`);
  const [box, state, screen, time, clock] = ["studio", "state", "screen", "time", "clock"].map(part);
  const buttons = ["open", "start", "stop", "look", "again"];
  const file = form.querySelector('input[type="file"]');
  const longest = Number(form.dataset.longest);
  let camera, recorder, began, ticking;

  function show(word, shown, focus) {
    state.textContent = state.dataset[word] ?? "";
    for (const name of buttons) part(name).hidden = !shown.includes(name);
    if (focus) part(focus).focus();
  }

  async function open() {
    show("asking", []);
    try {
      camera = await navigator.mediaDevices.getUserMedia({ video: PICTURE, audio: false });
    } catch {
      screen.hidden = time.hidden = true;
      show("refused", ["open"]);
      file.focus();
      return;
    }
    screen.removeAttribute("src");
    screen.controls = false;
    screen.srcObject = camera;
    screen.hidden = time.hidden = false;
    tell(0);
    await screen.play();
    show("ready", ["start"], "start");
  }

  function start() {
    const pieces = [];
    const kind = KINDS.find((known) => MediaRecorder.isTypeSupported(known));
    recorder = new MediaRecorder(camera, { mimeType: kind, videoBitsPerSecond: BITS });
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => keep(new Blob(pieces, { type: kind.split(";")[0] })));
    recorder.start(1000);
    began = performance.now();
    ticking = setInterval(tick, 200);
    show("recording", ["stop"], "stop");
  }

  function tick() {
    const seconds = (performance.now() - began) / 1000;
    tell(seconds);
    if (seconds >= longest) stop();
  }

  function tell(seconds) {
    const whole = Math.min(Math.floor(seconds), longest);
    clock.textContent = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  }

  function stop() {
    clearInterval(ticking);
    if (recorder?.state === "recording") recorder.stop();
    close();
  }

  function close() {
    camera?.getTracks().forEach((track) => track.stop());
    camera = undefined;
  }

  // Into the form's own field: it is sent as a chosen video would be.
  function keep(blob) {
    const kept = new DataTransfer();
    kept.items.add(new File([blob], blob.type === "video/mp4" ? "lsf.mp4" : "lsf.webm", { type: blob.type }));
    file.files = kept.files;
    screen.srcObject = null;
    screen.src = URL.createObjectURL(blob);
    screen.controls = true;
    show("done", ["look", "again"], "look");
  }

  function again() {
    URL.revokeObjectURL(screen.src);
    file.value = "";
    open();
  }

  const look = () => {
    screen.currentTime = 0;
    screen.play();
  };
  Object.entries({ open, start, stop, look, again }).forEach(([name, act]) =>
    part(name).addEventListener("click", act),
  );
  addEventListener("pagehide", close);
  form.addEventListener("submit", () => (part("sending").hidden = false));
  box.hidden = false;
  show("", ["open"]);
}

if (navigator.mediaDevices?.getUserMedia && window.MediaRecorder) {
  document.querySelectorAll("[data-filming]").forEach(studio);
}
