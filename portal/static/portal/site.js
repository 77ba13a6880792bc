// Enhancement only: every page works without this file.
import { Button, CharacterCount, ErrorSummary, ExitThisPage, SkipLink, createAll } from "./library.js";

document.body.classList.add("govuk-frontend-supported");
for (const component of [Button, CharacterCount, ErrorSummary, ExitThisPage, SkipLink]) createAll(component);
