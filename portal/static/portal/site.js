// Enhancement only: every page works without this file.
import "./exit.js";
import "./signed.js";
import { Button, CharacterCount, ErrorSummary, SkipLink, createAll } from "./library.js";

document.body.classList.add("govuk-frontend-supported");
for (const component of [Button, CharacterCount, ErrorSummary, SkipLink]) createAll(component);
